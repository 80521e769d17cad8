import type { Start } from './hex-rows.ts';

const withDomain =
  /(?<![0-9a-f])([0-9a-f]{4,8})[:_-]([0-9a-f]{2})[:_-]([01][0-9a-f])[._-]0?([0-7])(?![0-9a-f])/gi;
const withoutDomain = /(?<![0-9a-f])([0-9a-f]{2})[:_-]([01][0-9a-f])[._-]0?([0-7])(?![0-9a-f])/gi;

/**
 * The address that a file's name or its folder's states: `0000:01:10.0/config`, `0000_01_10.0.config` (libvirt),
 * `01-10-00.pci` (illumos), `config-0000_01_10.0.bin`.
 */
export function addressInName(file: string): Start | undefined {
  const parts = file.split(/[\\/]/);
  for (const part of [parts.at(-1), parts.at(-2)]) {
    const full = [...(part?.matchAll(withDomain) ?? [])].at(-1);
    if (full) {
      const [, domain = '', bus = '', device = '', fn = ''] = full;
      return { domain: parseInt(domain, 16), ...place(bus, device, fn) };
    }
    const short = [...(part?.matchAll(withoutDomain) ?? [])].at(-1);
    if (short) {
      const [, bus = '', device = '', fn = ''] = short;
      return place(bus, device, fn);
    }
  }
  return undefined;
}

const place = (bus: string, device: string, fn: string): Start => ({
  bus: parseInt(bus, 16),
  device: parseInt(device, 16),
  fn: Number(fn),
});
