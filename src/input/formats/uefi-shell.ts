import { addressKey, routingIdOf } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector } from '../hex-rows.ts';
import { Listed } from '../listed.ts';
import { UefiList } from './uefi-list.ts';

/*
 * The UEFI Shell's `pci BB DD [FF] -s SS -i` (UEFI Shell Specification, pci; EDK II prints it), and its list of Functions.
 * A serial console has times and colours before and after what the shell prints.
 */
const header =
  /\bPCI Segment ([0-9a-f]{2,4}) Bus ([0-9a-f]{2}) Device ([01][0-9a-f]) Func 0?([0-7])(?=[ \t\x1b]|\r?$)/im;
const row = /(?<![0-9a-f:])([0-9a-f]{8}):(?= [0-9a-f]{2}[ -])/i;

export default {
  kind: 'file',
  name: 'uefi-shell',
  title: 'UEFI Shell: pci BB DD FF -i, also in the log of a serial console',
  rank: 50,
  comment: '#',
  detect: ({ text }) => header.test(text) && row.test(text),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const listed = new Listed(file, 'uefi', diagnostics);
    const list = new UefiList(listed);
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
        const offset = parseInt(at[1] as string, 16);
        const form = { order: 'bytes', most: 16, after: /^[ \t]*(?:$|\*|\x1b)/ } as const;
        out.takeRow(line, at.index + at[0].length, offset, form);
      } else if (!list.take(text, number) && text.trim() !== '') out.skip(number);
    }
    return listed.finishWith(out.finish());
  },
} satisfies FileFormat;
