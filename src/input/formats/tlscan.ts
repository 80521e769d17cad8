import type { PciFunction } from '../../model/function.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { FunctionRows } from '../hex-rows.ts';

/**
 * A scan of Teledyne LeCroy's TeleScan PE: `<devices>` of `<device bus device function>` with the digits of
 * `<config_space><bytes>` in the order of the bytes (read by https://github.com/Ap3x/PCIeConfigSpace). The elements
 * are few and flat, so that no XML parser is needed.
 */
const element = /<device\b([^>]*)>|<bytes>([^<]*)<\/bytes>/gi;
const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(`\\b${name}\\s*=\\s*["']\\s*(?:0x)?([0-9a-f]{1,3})h?\\s*["']`, 'i').exec(attributes)?.[1];

function read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[] {
  const text = new TextDecoder('latin1').decode(bytes);
  const functions: PciFunction[] = [];
  let rows: FunctionRows | undefined;
  const starts = [...text.matchAll(element)];
  // Nothing says the radix of the numbers: a letter among them does.
  const isHex = starts.some(([, attributes]) =>
    /\b(?:bus|device|function)\s*=\s*["'](?:0x|\d*[a-f])/i.test(attributes ?? ''),
  );
  let line = 1;
  let lineStart = 0;
  let at = 0;
  for (const match of starts) {
    for (; at < match.index; at++) {
      if (text.charCodeAt(at) !== 0x0a) continue;
      line++;
      lineStart = at + 1;
    }
    const column = match.index - lineStart + 1;
    const [whole, attributes, digits] = match;
    if (attributes !== undefined) {
      const [bus, device, fn] = ['bus', 'device', 'function'].map((name) =>
        parseInt(attribute(attributes, name) ?? '', isHex ? 16 : 10),
      );
      const known = [bus, device, fn].every((value) => value !== undefined && !Number.isNaN(value));
      if (!known || (bus ?? 0) > 255 || (device ?? 0) > 31 || (fn ?? 0) > 7) {
        const message = 'this device has no usable bus, device and function; it was skipped';
        diagnostics.push({
          code: 'rows/bad-address',
          severity: 'error',
          message,
          at: { file, line, column },
        });
        rows = undefined;
      } else
        rows = new FunctionRows(file, diagnostics, { bus: bus ?? 0, device: device ?? 0, fn: fn ?? 0 }, line);
      continue;
    }
    if (!rows || digits === undefined) continue;
    let offset = 0;
    let column2 = column + whole.indexOf('>') + 1;
    let row = line;
    for (let n = 0; n < digits.length; n++) {
      const pair = digits.slice(n, n + 2);
      if (/^[0-9a-f]{2}$/i.test(pair)) {
        rows.put(offset++, [parseInt(pair, 16)], row, column2, 2);
        n++;
        column2 += 2;
      } else if (digits[n] === '\n') {
        row++;
        column2 = 1;
      } else if (/[\s,]/.test(digits[n] as string)) column2++;
      else {
        rows.report(
          'error',
          'rows/bad-byte',
          `'${pair}' is no byte in hex digits; it and what follows was skipped`,
          row,
          column2,
        );
        break;
      }
    }
    functions.push(rows.finish());
    rows = undefined;
  }
  return functions;
}

export default {
  name: 'tlscan',
  title: 'a TeleScan PE scan (.tlscan)',
  kind: 'file',
  rank: 20,
  detect: ({ text }) => /<devices\b/i.test(text) && /<config_space\b/i.test(text),
  read,
} satisfies FileFormat;
