import { domainIn, formatKey, routingIdIn } from '../../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../../model/config-space.ts';
import type { Severity } from '../../model/diagnostic.ts';
import type { DiagnosticCode } from '../../model/diagnostic-codes.ts';
import { PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import type { FileFormat } from '../format.ts';
import { isText, looksLikeHeader } from '../plausible.ts';

const sizes = [64, 128, 256, configSpaceSize];

export default {
  kind: 'file',
  name: 'raw',
  title: "raw bytes of one function, its address in the file's name",
  rank: 90,
  saysUnused: true,
  holdsOne: true,
  detect({ name, bytes, whole }) {
    if (!whole || bytes.length < 64 || bytes.length > configSpaceSize || isText(bytes)) return false;
    const named = addressInName(name) !== undefined;
    const usual = sizes.includes(bytes.length);
    // What no longer answers reads all ones; only its name and its size tell what it is.
    if (named) return usual || looksLikeHeader(bytes, named);
    return usual && looksLikeHeader(bytes, true);
  },
  read(file, bytes, diagnostics) {
    const named = addressInName(file);
    const key = named ?? 0;
    const report = (severity: Severity, code: DiagnosticCode, message: string, offset: number): void =>
      diagnostics.push({
        code,
        severity,
        message,
        at: { file, offset },
        function: formatKey(key),
      });
    if (bytes.length === 0) return [];
    if (named === undefined) {
      const hint = 'a name such as 0000_01_00.0.config would state it';
      report(
        'info',
        'raw/no-address',
        `the address is not in the file's name, so 0000:00:00.0 stands for it; ${hint}`,
        0,
      );
    }
    if (bytes.length > configSpaceSize) {
      const message = `the file has ${bytes.length} bytes; those after ${configSpaceSize} are not configuration space`;
      report('warning', 'raw/too-long', message, configSpaceSize);
    } else if (!sizes.includes(bytes.length)) {
      const message = `the file has ${bytes.length} bytes; 64, 128, 256 or 4096 were expected`;
      report('warning', 'raw/size', message, bytes.length);
    }
    return [
      new PciFunction(domainIn(key), routingIdIn(key), ConfigSpace.of(bytes), {
        kind: 'binary',
        file,
      }),
    ];
  },
  /** The first Function: the format holds one, and has no place for its address. */
  *write([fn]) {
    if (!fn) return;
    // Bytes that are not known have no mark here, so the file ends before the first of them.
    const [first] = fn.config.knownRanges;
    if (first?.start === 0) yield fn.config.slice(0, first.end);
  },
} satisfies FileFormat;
