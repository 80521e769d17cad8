import { addressInName } from '../address-in-name.ts';
import type { FileFormat } from '../format.ts';
import { FunctionRows, hex, linesOf } from '../hex-rows.ts';
import { plausibility } from '../plausible.ts';

/**
 * The memory of a Xilinx core as pcileech-fpga has it: 1,024 words of 8 digits, whose digits stand in the order of the
 * bytes (https://github.com/ufrisk/pcileech-fpga). Words that a program wrote as numbers are recognised by the header.
 */
export default {
  name: 'coe',
  title: "a .coe file with a configuration space, as pcileech's",
  kind: 'file',
  rank: 20,
  detect: ({ text }) => /memory_initialization_vector\s*=/i.test(text),
  read(file, bytes, diagnostics) {
    const words: { digits: string; line: number; column: number }[] = [];
    let radix = '16';
    let inVector = false;
    for (const { text, line } of linesOf(bytes)) {
      radix = /memory_initialization_radix\s*=\s*(\d+)/i.exec(text)?.[1] ?? radix;
      const begins = /memory_initialization_vector\s*=/i.exec(text);
      if (begins) inVector = true;
      if (!inVector) continue;
      const from = begins ? begins.index + begins[0].length : 0;
      for (const match of text.slice(from).matchAll(/[^\s,;]+/g)) {
        if (match[0].startsWith('#') || match[0].startsWith('//')) break;
        words.push({ digits: match[0], line, column: from + match.index + 1 });
      }
    }
    const report = (code: string, message: string, line: number, column: number): void =>
      diagnostics.push({ code, severity: 'error', message, at: { file, line, column } });
    if (radix !== '16') {
      report('rows/bad-byte', `the radix is ${radix}; only 16 is read`, 1, 1);
      return [];
    }
    const place = addressInName(file);
    if (!place) {
      const message = 'neither the text nor the name of the file tell the address: 0000:00:00.0 is assumed';
      diagnostics.push({
        code: 'raw/no-address',
        severity: 'info',
        message,
        at: { file, line: 1, column: 1 },
      });
    }
    const start = place ?? { bus: 0, device: 0, fn: 0 };
    const rows = new FunctionRows(file, diagnostics, start, words[0]?.line ?? 1);
    const values = words.map(({ digits }) =>
      (digits.match(/^[0-9a-f]{8}$/i)?.[0].match(/../g) ?? []).map((pair) => parseInt(pair, 16)),
    );
    const head = values.slice(0, 16);
    const straight = plausibility(Uint8Array.from(head.flat()));
    const swapped = plausibility(Uint8Array.from(head.flatMap((word) => [...word].reverse())));
    for (const [n, { digits, line, column }] of words.entries()) {
      const word = values[n] ?? [];
      if (word.length !== 4) {
        report(
          'rows/bad-byte',
          `'${digits.slice(0, 20)}' is no word of 8 hex digits; bytes ${hex(4 * n)} to ${hex(4 * n + 3)} are unknown`,
          line,
          column,
        );
      } else if (swapped > straight) rows.put(4 * n, [...word].reverse(), line, column + 6, -2);
      else rows.put(4 * n, word, line, column, 2);
    }
    return [rows.finish()];
  },
} satisfies FileFormat;
