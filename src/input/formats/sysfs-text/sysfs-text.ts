import { formatKey } from '../../../model/address.ts';
import type { FileFormat } from '../../format.ts';
import { linesOf } from '../../hex-rows.ts';
import { LspciLines } from './lspci-lines.ts';
import { SysfsText } from './reader.ts';

/** Lines that detection looks at. */
const mostLines = 2000;
const row = /^[ \t]*[0-9a-f]{2,8}:(?: [0-9a-f]{2}){8}/i;

export default {
  kind: 'file',
  name: 'sysfs-text',
  title: 'ls -l, grep, head, cat or readlink of sysfs: attributes and links, no bytes',
  rank: 60,
  comment: '#',
  capture: {
    again: 'Print the attributes and links again, in one run.',
    bytes: 'Attributes as text have no bytes of config: keep an lspci -D -nn -xxxx taken as root beside it.',
    extended:
      'Attributes as text have no bytes of config: keep an lspci -D -nn -xxxx taken as root beside it.',
    facts: 'Print the attributes and links again, in one run.',
    others: 'Print the folders of the other functions too.',
  },
  inventory: true,
  detect({ text }) {
    if (!/[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]/i.test(text)) return false;
    const reader = new SysfsText('');
    const lspci = new LspciLines();
    let [facts, known, others] = [0, 0, 0];
    for (const [n, line] of text.split('\n', mostLines).entries()) {
      // Rows of bytes say nothing against it: they are of another dump, and said to be unused.
      if (line.trim() === '' || row.test(line)) continue;
      const words = line.replace(/\r$/, '');
      const taken = reader.take(words, n + 1);
      if (taken === 'fact') facts++;
      else if (taken === 'known') known++;
      // Nor do lines of lspci: they are read as well.
      else if (!lspci.take(words, n + 1)) others++;
      if (others > 40 + 2 * (facts + known)) return false;
    }
    return facts > 0 && facts + known > others;
  },
  read(file, bytes, diagnostics) {
    const reader = new SysfsText(file, (message, line, of) =>
      diagnostics.push({
        code: 'stated/conflict',
        severity: 'warning',
        message,
        at: { file, line, column: 1 },
        function: formatKey(of),
      }),
    );
    const lspci = new LspciLines();
    let [others, firstOther] = [0, 0];
    for (const { text, number } of linesOf(bytes)) {
      if (reader.take(text, number) !== undefined || text.trim() === '') continue;
      if (lspci.take(text, number)) continue;
      if (others++ === 0) firstOther = number;
    }
    if (others > 0) {
      const message = `${others} ${others === 1 ? 'line is' : 'lines are'} not of sysfs, the first of them here; skipped`;
      const at = { file, line: firstOther, column: 1 };
      diagnostics.remark({ code: 'rows/other-text', severity: 'info', message, at });
    }
    return lspci.with(reader.functions(), file, diagnostics);
  },
} satisfies FileFormat;
