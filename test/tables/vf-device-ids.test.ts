import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isHyperVVfDeviceId, isVfDeviceId } from '../../src/registers/vf-device-ids.ts';

const place = ['/usr/share/misc/pci.ids', '/usr/share/hwdata/pci.ids'].find((path) => existsSync(path));

/** The pci.ids that the table was made with; a newer one may name VFs of devices that came later. */
const madeWith = '2025.06.09';
const versionOf = (text: string): string => /^#\s+Version: (\S+)/m.exec(text)?.[1] ?? '';

function vfsOf(text: string): string[] {
  const found: string[] = [];
  let vendor = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('C ')) break;
    const [, own, device, name = ''] = /^(?:([0-9a-f]{4})|\t([0-9a-f]{4})) {2}(.*)/.exec(line) ?? [];
    if (own) vendor = own;
    else if (device && /virtual function|\bVFs?\b|MxGPU/i.test(name) && !/\bPF\b|physical/i.test(name))
      found.push(`${vendor}:${device}`);
  }
  return found;
}

test.skipIf(place === undefined)('every VF that the installed pci.ids names is in the table', () => {
  const text = readFileSync(place as string, 'utf8');
  const named = vfsOf(text);
  expect(named.length).toBeGreaterThan(90);
  const isKnown = (ids: string): boolean => {
    const [vendor = '', device = ''] = ids.split(':');
    const [v, d] = [parseInt(vendor, 16), parseInt(device, 16)];
    return isVfDeviceId(v, d) || isHyperVVfDeviceId(v, d);
  };
  const missing = named.filter((ids) => !isKnown(ids));
  if (versionOf(text) <= madeWith) expect(missing).toEqual([]);
  else expect(missing.length).toBeLessThan(named.length / 5);
});

test('an ID that a PF has is not in the table', () => {
  for (const [vendor, device] of [
    [0x8086, 0x10c9],
    [0x8086, 0x1521],
    [0x15b3, 0x1015],
    [0x1b36, 0x0010],
    [0x1d0f, 0x0ec2],
  ] as const)
    expect(isVfDeviceId(vendor, device)).toBe(false);
});
