import { parseAddress } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector } from '../hex-rows.ts';

/* setpci -v: a line for each register that was read, such as `0000:01:00.0 (cap 10 @a0) @a8 = 2910`. */
const access =
  /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7])(?: \(e?cap [0-9a-f]{2,4} @[0-9a-f]{2,3}\))? @([0-9a-f]{2,3}) /i;
const read = /^= (?=(?:[0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{8})[ \t]*$)/i;
const accesses = new RegExp(access.source + read.source.slice(1), 'im');

export default {
  kind: 'file',
  name: 'setpci',
  title: 'setpci -v, registers one by one',
  rank: 60,
  comment: '#',
  detect: ({ text }) => accesses.test(text),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const match = access.exec(text);
      const key = match ? parseAddress(match[1] as string) : undefined;
      if (!match || key === undefined) {
        if (text.trim() !== '') out.skip(number);
        continue;
      }
      const from = match[0].length;
      if (read.test(text.slice(from))) {
        out.begin(key, number);
        out.takeRow(line, from + 2, parseInt(match[2] as string, 16), { order: 'words' });
      } else {
        const message = 'this register was written, or its value is not a number; the line was skipped';
        out.report('warning', 'rows/unknown-line', message, number, from + 1);
      }
    }
    return out.finish(true);
  },
} satisfies FileFormat;
