import type { FileFormat } from '../format.ts';
import { type RowGrammar, readRows } from '../hex-rows.ts';

/** The Debug - PCI page of a report; numbers are hexadecimal, as device numbers like D1F show. */
const start = /^\s*B([0-9a-f]{2}) D([0-9a-f]{2}) F([0-9a-f]{2}):\s*(.*?)\s*$/i;
const row = /^\s*Offset ([0-9a-f]{3}):\s*((?:[0-9a-f]{2}\s*){1,16})$/i;

const grammar: RowGrammar = {
  littleEndian: false,
  start(line) {
    const match = start.exec(line);
    if (!match) return undefined;
    const [, bus = '', device = '', fn = '', text = ''] = match;
    return { bus: parseInt(bus, 16), device: parseInt(device, 16), fn: parseInt(fn, 16), text };
  },
  row(line) {
    const match = row.exec(line);
    if (!match) return undefined;
    return { offset: parseInt(match[1] as string, 16), from: line.indexOf(':') + 1 };
  },
  // The report has many other pages.
  ignores: () => true,
};

export default {
  name: 'aida64',
  title: 'the Debug - PCI page of an AIDA64 report',
  kind: 'file',
  rank: 50,
  // A report is long: its page may stand behind what detection looks at.
  detect: ({ text }) =>
    /^-+\[ Debug - PCI \]-/m.test(text) || (/^-+\[ AIDA64/m.test(text) && /^-+\[/m.test(text)),
  read: (file, bytes, diagnostics) => readRows(file, bytes, grammar, diagnostics),
} satisfies FileFormat;
