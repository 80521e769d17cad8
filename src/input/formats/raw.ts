import { routingIdOf } from '../../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../../model/config-space.ts';
import { PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import type { FileFormat, Head } from '../format.ts';
import { plausibility } from '../plausible.ts';

const sizes: ReadonlySet<number> = new Set([64, 128, 256, configSpaceSize]);

export default {
  name: 'raw',
  title: 'the bytes of one configuration space, as in a sysfs config file',
  kind: 'file',
  rank: 90,
  /** Bytes of a usual number that are no text; of another number only where the name has an address too. */
  detect({ name, bytes, whole }: Head): boolean {
    if (!whole || bytes.length < 4 || bytes.length > configSpaceSize) return false;
    const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13));
    if (isText) return false;
    if (addressInName(name)) return true;
    const ones = bytes.subarray(0, 64).every((byte) => byte === 0xff);
    return sizes.has(bytes.length) && (ones || plausibility(bytes) >= 5);
  },
  read(file, bytes, diagnostics) {
    const place = addressInName(file);
    if (!place) {
      const message = 'neither the bytes nor the name of the file tell the address: 0000:00:00.0 is assumed';
      diagnostics.push({ code: 'raw/no-address', severity: 'info', message, at: { file, offset: 0 } });
    }
    if (bytes.length > configSpaceSize) {
      const message = `${bytes.length} bytes, but a configuration space has at most ${configSpaceSize}; the rest was skipped`;
      const at = { file, offset: configSpaceSize };
      diagnostics.push({ code: 'raw/too-long', severity: 'error', message, at });
    } else if (!sizes.has(bytes.length)) {
      const message = `${bytes.length} bytes; 64, 256 or 4096 were expected`;
      diagnostics.push({
        code: 'raw/size',
        severity: 'warning',
        message,
        at: { file, offset: bytes.length },
      });
    }
    const { domain = 0, bus, device, fn } = place ?? { bus: 0, device: 0, fn: 0 };
    const origin = { kind: 'binary', file } as const;
    return [new PciFunction(domain, routingIdOf(bus, device, fn), ConfigSpace.of(bytes), origin)];
  },
  /** Only one Function, and only what is known from its beginning: the format has no place for more. */
  write(functions) {
    const [first] = functions;
    const end = first?.config.knownRanges[0]?.start === 0 ? (first.config.knownRanges[0].end ?? 0) : 0;
    return first ? [first.config.slice(0, end)] : [];
  },
} satisfies FileFormat;
