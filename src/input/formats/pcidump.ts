import { addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector, wordsFrom } from '../hex-rows.ts';

/* OpenBSD pcidump(8): `Domain /dev/pciN:`, a line for each Function with decimal numbers, rows of 32-bit numbers. */
const domainLine = /^Domain \S{0,64}?(\d{1,5}):/;
const header = /^ ?(\d{1,3}):(\d{1,2}):([0-7]): /;
const row = /^\t0x([0-9a-f]{4}):(?=(?: [0-9a-f]{8})+[ \t]*$)/i;
const mistaken = /^\t0x[0-9a-f]{4}: [0-9a-f]{8} /i;

export default {
  kind: 'file',
  name: 'pcidump',
  title: 'OpenBSD pcidump -x, -xx or -xxx',
  rank: 50,
  comment: '#',
  capture: {
    again: 'Take the dump again as root: pcidump -xxx.',
    bytes: 'Take the dump again as root: pcidump -xxx.',
    extended: 'Take the dump again as root with -xxx.',
    facts: 'Take the dump again as root: pcidump -v -xxx.',
    others: 'Take the dump of all devices: pcidump -xxx, without a selector.',
  },
  saysUnused: true,
  detect: ({ text }) =>
    /^ ?\d{1,3}:\d{1,2}:[0-7]: /m.test(text) && /^\t0x[0-9a-f]{4}:(?: [0-9a-f]{8}){4}/im.test(text),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    let domain = 0;
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const ofDomain = domainLine.exec(text);
      const first = header.exec(text);
      const at = row.exec(text);
      if (ofDomain) {
        domain = Number(ofDomain[1]);
        out.end();
      } else if (first) {
        const [bus = 0, device = 0, fn = 0] = first.slice(1).map(Number);
        if (bus > 0xff || device > 0x1f) {
          out.end();
          out.report(
            'warning',
            'rows/bad-address',
            'this is not an address: buses go to 255, devices to 31',
            number,
          );
        } else {
          const words = wordsFrom(line, first[0].length + 1);
          out.begin(addressKey(domain, routingIdOf(bus, device, fn)), number, { text: words });
        }
      } else if (at) out.takeRow(line, at[0].length, parseInt(at[1] as string, 16), { order: 'words' });
      else if (mistaken.test(text)) out.takeRow(line, 8, parseInt(text.slice(3, 7), 16), { order: 'words' });
      // What -v says about registers is between; their bytes are in the rows.
      else if (text.trim() !== '' && !/^[\t#]/.test(text)) out.unknownLine(number);
    }
    return out.finish();
  },
} satisfies FileFormat;
