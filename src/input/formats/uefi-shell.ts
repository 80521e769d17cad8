import { addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector } from '../hex-rows.ts';

/* The UEFI Shell's `pci BB DD [FF] -s SS -i` (UEFI Shell Specification, pci; EDK II prints it). */
const header =
  /^[ \t]*PCI Segment ([0-9a-f]{2,4}) Bus ([0-9a-f]{2}) Device ([01][0-9a-f]) Func 0?([0-7])(?=[ \t]|$)/i;
const row = /^[ \t]*([0-9a-f]{8}):(?= )/i;
const headers = new RegExp(header.source, 'im');

export default {
  kind: 'file',
  name: 'uefi-shell',
  title: 'UEFI Shell: pci BB DD FF -i',
  rank: 50,
  detect: ({ text }) => headers.test(text) && /^[ \t]*[0-9a-f]{8}: [0-9a-f]{2} /im.test(text),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const first = header.exec(text);
      const at = row.exec(text);
      if (first) {
        const [segment = 0, bus = 0, device = 0, fn = 0] = first
          .slice(1)
          .map((digits) => parseInt(digits, 16));
        out.begin(addressKey(segment, routingIdOf(bus, device, fn)), number);
      } else if (at) {
        out.takeRow(line, at[0].length, parseInt(at[1] as string, 16), {
          order: 'bytes',
          most: 16,
          after: /^[ \t]*(?:$|\*)/,
        });
      } else if (text.trim() !== '') out.skip(number);
    }
    return out.finish();
  },
} satisfies FileFormat;
