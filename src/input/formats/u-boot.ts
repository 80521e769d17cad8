import type { FileFormat } from '../format.ts';
import { type RowGrammar, readRows } from '../hex-rows.ts';

/** `pci display.b 1.0.0 0 100`, behind a prompt; bus, device and function are hexadecimal (U-Boot cmd/pci.c). */
const command =
  /(?:^|\s|>|#)pci\s+d[a-z]*(?:\.[bwl])?\s+([0-9a-f]{1,2})\.([0-9a-f]{1,2})(?:\.([0-7]))?(?:\s|$)/i;
const row = /^([0-9a-f]{8}):((?: (?:[0-9a-f]{8}|[0-9a-f]{4}|[0-9a-f]{2}))+)\s*$/i;

const grammar: RowGrammar = {
  // `pci display.l` and `.w` print numbers as the processor has them.
  littleEndian: true,
  start(line) {
    const match = command.exec(line);
    if (!match) return undefined;
    const [, bus = '', device = '', fn = '0'] = match;
    return { bus: parseInt(bus, 16), device: parseInt(device, 16), fn: Number(fn) };
  },
  row(line) {
    const match = row.exec(line);
    return match ? { offset: parseInt(match[1] as string, 16), from: 9 } : undefined;
  },
  ignores: (line) => /^(?:=>|U-Boot)/.test(line),
};

export default {
  name: 'u-boot',
  title: "U-Boot's pci display",
  kind: 'file',
  rank: 50,
  detect: ({ text }) => {
    const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
    return lines.some((line) => command.test(line)) && lines.some((line) => row.test(line));
  },
  read: (file, bytes, diagnostics) => readRows(file, bytes, grammar, diagnostics),
} satisfies FileFormat;
