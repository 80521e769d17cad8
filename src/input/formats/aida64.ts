import { addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector, wordsFrom } from '../hex-rows.ts';

/* A text report of AIDA64 with "Debug - PCI": a line for each Function, then rows of 16 bytes in groups of four. */
const section = /^-{8}\[ (.{1,80}) \]-{4}/;
const sections = new RegExp(section.source, 'm');
const header = /^[ \t]*B([0-9a-f]{2}) D([01][0-9a-f]) F0([0-7]):(?=[ \t]|$)/i;
const row = /^[ \t]*Offset ([0-9a-f]{3,4}):/i;

export default {
  kind: 'file',
  name: 'aida64',
  title: 'AIDA64 text report with "Debug - PCI"',
  rank: 50,
  comment: '#',
  detect({ text }) {
    if (/^-{8}\[ Debug - PCI \]-{4}/m.test(text)) return true;
    // The section may be far down; the first ones say who wrote the report.
    return sections.test(text) && /\bAIDA64 /.test(text);
  },
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const first = header.exec(text);
      const at = row.exec(text);
      if (first) {
        const [bus = 0, device = 0, fn = 0] = first.slice(1).map((digits) => parseInt(digits, 16));
        out.begin(addressKey(0, routingIdOf(bus, device, fn)), number, {
          text: wordsFrom(line, first[0].length + 1),
        });
      } else if (at) {
        out.takeRow(line, at[0].length, parseInt(at[1] as string, 16), { order: 'bytes', most: 16 });
      } else {
        if (section.test(text)) out.end();
        if (text.trim() !== '') out.skip(number);
      }
    }
    return out.finish();
  },
} satisfies FileFormat;
