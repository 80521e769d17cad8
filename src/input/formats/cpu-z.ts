import { addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { type Line, linesOf, RowCollector, wordsFrom } from '../hex-rows.ts';

/*
 * A text report of CPU-Z. Until 1.5x a Function is its name, a line `bus 0 (0x00), device 2 (0x02), function 0 (0x00)`
 * and a table below `Dump`; later the lines are `Description`, `Location` and `PCI registers`. Tables of the same form
 * elsewhere in the report are of memory modules and of sensors.
 */
const section = /^PCI Devices?(?: List)?[ \t]*\r?\n-{20,}/m;
const place =
  /^(?:Location[ \t]+)?bus (\d{1,3}) \(0x([0-9a-f]{2})\), device (\d{1,2}) \(0x[0-9a-f]{2}\), function ([0-7]) \(0x0[0-7]\)[ \t]*$/i;
const places = new RegExp(place.source.replace('[ \\t]*$', ''), 'im');
const described = /^Description[ \t]+(?=\S)/;
const table = /^(?:Dump|PCI registers)[ \t]*$/;
const row = /^[ \t]+([0-9a-f]{2,3})(?=(?:\t| {2,})[0-9a-f]{2}(?:[ \t]|$))/i;
const heading = /^[ \t]+0?0[ \t]+0?1[ \t]+0?2[ \t]+0?3[ \t]/;

export default {
  kind: 'file',
  name: 'cpu-z',
  title: 'CPU-Z text report',
  rank: 50,
  comment: '#',
  detect({ text }) {
    if (places.test(text) && section.test(text)) return true;
    // The list of PCI devices may be far down; the first lines say who wrote the report.
    return /^CPU-Z (?:TXT Report|version\b)/m.test(text) && /^-{20,}[ \t]*\r?$/m.test(text);
  },
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    let inTable = false;
    let before: Line | undefined;
    let name = '';
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const first = place.exec(text);
      const at = inTable && out.isOpen && !heading.test(text) ? row.exec(text) : null;
      if (first) {
        const [bus = 0, , device = 0, fn = 0] = first.slice(1).map(Number);
        inTable = false;
        if (bus > 0xff || device > 0x1f) {
          out.end();
          const message =
            'buses end at 255 and devices at 31: this is not an address, so its rows were skipped';
          out.report('warning', 'rows/bad-address', message, number);
        } else {
          const words = name || (before ? wordsFrom(before, 1) : '');
          out.begin(addressKey(0, routingIdOf(bus, device, fn)), number, words ? { text: words } : {});
        }
        name = '';
      } else if (at) {
        out.takeRow(line, at[0].length, parseInt(at[1] as string, 16), { order: 'bytes', most: 16 });
      } else if (described.test(text)) {
        out.end();
        name = wordsFrom(line, (described.exec(text) as RegExpExecArray)[0].length + 1);
      } else if (table.test(text)) inTable = true;
      else {
        if (/^-{20,}/.test(text)) out.end();
        // After a table comes the next Function, or another section.
        if (text.trim() === '') inTable = false;
        else if (!heading.test(text)) out.skip(number);
      }
      before = text.trim() === '' || first ? undefined : line;
    }
    return out.finish();
  },
} satisfies FileFormat;
