import type { FileFormat } from '../format.ts';
import { type RowGrammar, readRows, type Start } from '../hex-rows.ts';

/** ` 0:31:0: Intel C610 LPC`, all decimal, below `Domain /dev/pci0:` (OpenBSD usr.sbin/pcidump). */
const start = /^\s*(\d{1,3}):(\d{1,2}):([0-7]):\s*(.*?)\s*$/;
const domainLine = /^Domain \/dev\/pci(\d+):/;
const row = /^\s*0x([0-9a-f]{4}):((?: [0-9a-f]{8}){1,4})\s*$/i;

function grammarOf(): RowGrammar {
  let domain = 0;
  return {
    littleEndian: true,
    start(line): Start | undefined {
      const named = domainLine.exec(line);
      if (named) domain = Number(named[1]);
      const match = start.exec(line);
      if (!match) return undefined;
      const [, bus, device, fn, text = ''] = match;
      return { domain, bus: Number(bus), device: Number(device), fn: Number(fn), text };
    },
    row(line) {
      const match = row.exec(line);
      if (!match) return undefined;
      return { offset: parseInt(match[1] as string, 16), from: line.indexOf(':') + 1 };
    },
    // With -v registers are said in words behind their offset.
    ignores: (line) => domainLine.test(line) || /^\s+0x[0-9a-f]{4}: /i.test(line),
  };
}

export default {
  name: 'pcidump',
  title: "OpenBSD's pcidump -x, -xx or -xxx",
  kind: 'file',
  rank: 50,
  detect: ({ text }) => {
    const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
    return lines.some((line) => start.test(line)) && lines.some((line) => row.test(line));
  },
  read: (file, bytes, diagnostics) => readRows(file, bytes, grammarOf(), diagnostics),
} satisfies FileFormat;
