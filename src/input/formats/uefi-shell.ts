import type { FileFormat } from '../format.ts';
import { type RowGrammar, readRows } from '../hex-rows.ts';

/** The first line of `pci BB DD FF -i` (EDK II, UefiShellDebug1CommandsLib/Pci.c). */
const start =
  /PCI Segment ([0-9a-f]{2,4}) Bus ([0-9a-f]{2}) Device ([0-9a-f]{2}) Func ([0-9a-f]{2})\s*\[EFI [0-9a-f]+\]/i;
const row = /^\s*([0-9a-f]{8}):((?:[ -][0-9a-f]{2}){1,16})(?=\s|$)/i;

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
    const to = match[0].length;
    return { offset: parseInt(match[1] as string, 16), from: line.indexOf(':') + 1, to };
  },
  // Around the rows stands the header in words.
  ignores: () => true,
};

export default {
  name: 'uefi-shell',
  title: "the UEFI shell's pci -i",
  kind: 'file',
  rank: 50,
  detect: ({ text }) => start.test(text) && text.split('\n').some((line) => row.test(line)),
  read: (file, bytes, diagnostics) => readRows(file, bytes, grammar, diagnostics),
} satisfies FileFormat;
