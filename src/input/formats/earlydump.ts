import type { FileFormat } from '../format.ts';
import { type RowGrammar, readRows } from '../hex-rows.ts';

/** What Linux logs with pci=earlydump (drivers/pci/probe.c, before 4.19 arch/x86/pci/early.c). */
const start = /\bpci ([0-9a-f]{4,8}):([0-9a-f]{2}):([0-9a-f]{2})\.([0-7]):? config space:/i;
const row = /(?:^|[\s\]>])([0-9a-f]{8}|[0-9a-f]{2}):((?: [0-9a-f]{2}){16})\s*$/i;

const grammar: RowGrammar = {
  littleEndian: false,
  start(line) {
    const match = start.exec(line);
    if (!match) return undefined;
    const [domain = 0, bus = 0, device = 0, fn = 0] = match.slice(1).map((digits) => parseInt(digits, 16));
    return { domain, bus, device, fn };
  },
  row(line) {
    const match = row.exec(line);
    if (!match) return undefined;
    const [whole, offset = ''] = match;
    return { offset: parseInt(offset, 16), from: match.index + whole.indexOf(':') + 1 };
  },
  // A log holds everything else that the kernel said.
  ignores: () => true,
};

export default {
  name: 'earlydump',
  title: "Linux' log with pci=earlydump",
  kind: 'file',
  rank: 30,
  detect: ({ text }) => start.test(text),
  read: (file, bytes, diagnostics) => readRows(file, bytes, grammar, diagnostics),
} satisfies FileFormat;
