import { parseAddress } from '../../model/address.ts';
import type { FileFormat } from '../format.ts';
import { linesOf, RowCollector } from '../hex-rows.ts';
import { KernelLog } from './kernel-log/log.ts';

/*
 * Linux with pci=earlydump: early_dump_pci_device() of drivers/pci/probe.c, with print_hex_dump(). Where a driver already
 * has the Function, its name is in place of `pci`.
 */
const header = /(?:^|[ \t])((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7]):? config space:[ \t]*\r?$/im;
/** Before it come a time, the host and `kernel:`, as the log has them. */
const row = /(?:^|[ \t\]])([0-9a-f]{8}|[0-9a-f]{2}):(?= [0-9a-f]{2}(?: |$))/i;

export default {
  kind: 'file',
  name: 'earlydump',
  title: 'Linux kernel log with pci=earlydump',
  rank: 30,
  comment: '#',
  detect: ({ text }) => header.test(text),
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const log = new KernelLog(file, diagnostics);
    for (const line of linesOf(bytes, out.tooLong)) {
      const { text, number } = line;
      const first = header.exec(text);
      const key = first ? parseAddress(first[1] as string) : undefined;
      const at = out.isOpen ? row.exec(text) : null;
      if (key !== undefined) out.begin(key, number);
      else if (at) {
        const offset = parseInt(at[1] as string, 16);
        out.takeRow(line, at.index + at[0].length, offset, { order: 'bytes', most: 16 });
        // The kernel prints 256 bytes; rows that follow are another dump's.
        if (offset >= 0xf0) out.end();
      } else if (!log.take(text, number) && text.trim() !== '') out.skip(number);
    }
    return log.finishWith(out.finish());
  },
} satisfies FileFormat;
