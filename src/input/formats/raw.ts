import { ConfigSpace } from '../../model/config-space.ts';
import { PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import type { FileFormat, Head } from '../format.ts';
import { configFile } from '../sysfs-paths.ts';

/* The bytes of one configuration space and nothing else: a `config` file of sysfs, a region of vfio. */

const sizes: ReadonlySet<number> = new Set([64, 128, 256, 4096]);
const layouts: ReadonlySet<number> = new Set([0, 1, 2, 0x7f]);

/** Nothing marks such a file: its size must be right, its header possible, and it must be no text. */
function looksRaw({ bytes, whole }: Head): boolean {
  if (!whole || !sizes.has(bytes.length)) return false;
  const header = bytes.subarray(0, 64);
  const isText = header.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d));
  const hasVendor = header[0] !== 0 || header[1] !== 0;
  return !isText && hasVendor && layouts.has((header[0x0e] as number) & 0x7f);
}

export default {
  kind: 'file',
  name: 'raw',
  title: 'the bytes of one function, its address in the name of the file',
  rank: 90,
  extension: 'bin',
  detect: looksRaw,
  read(file, bytes, diagnostics) {
    const config = ConfigSpace.of(bytes);
    if (bytes.length === 0) return [];
    const at = { file, offset: config.end };
    if (config.end < bytes.length) {
      const message = 'bytes past FFFh, the end of configuration space, were skipped';
      diagnostics.push({ code: 'raw/too-long', severity: 'error', message, at });
    }
    const key = addressInName(file);
    if (key === undefined) {
      const message =
        'the name of the file states no address, so 0000:00:00.0 is taken; name it as 0000_01_00.0.bin';
      diagnostics.push({ code: 'raw/no-address', severity: 'warning', message, at: { file } });
    }
    const origin = { kind: 'binary', file } as const;
    return [new PciFunction(Math.floor((key ?? 0) / 0x10000), (key ?? 0) % 0x10000, config, origin)];
  },
  /** One function fits. */
  *write(functions) {
    const [fn] = functions;
    const bytes = fn && configFile(fn);
    if (bytes) yield bytes;
  },
} satisfies FileFormat;
