import type { FileFormat } from '../format.ts';
import { type RowGrammar, readRows, type Start } from '../hex-rows.ts';

/**
 * `pciconf -r pci0:1:0:0 0:0xff` as typed, decimal selector with or without a domain, and the numbers that it prints
 * below, from the first register on (FreeBSD pciconf(8)).
 */
const command =
  /(?:^|[\s/])pciconf\s+-r\s*(?:-[bh]\s+)?(?:\S+@)?pci(\d+):(\d+):(\d+)(?::(\d+))?:?\s+(0x[0-9a-f]+|\d+)(?::(?:0x[0-9a-f]+|\d+))?\s*$/i;
const row = /^\s*((?:[0-9a-f]{8}|[0-9a-f]{4}|[0-9a-f]{2})(?:\s+[0-9a-f]{2,8})*)\s*$/i;

function grammarOf(): RowGrammar {
  let next = 0;
  return {
    littleEndian: true,
    start(line): Start | undefined {
      const match = command.exec(line);
      if (!match) return undefined;
      const [, a = '', b = '', c = '', d, register = '0'] = match;
      next = Number(register);
      const numbers = d === undefined ? [0, Number(a), Number(b), Number(c)] : [a, b, c, d].map(Number);
      const [domain = 0, bus = 0, device = 0, fn = 0] = numbers;
      return { domain, bus, device, fn };
    },
    row(line) {
      const match = row.exec(line);
      if (!match) return undefined;
      const groups = (match[1] as string).split(/\s+/);
      if (groups.some((group) => group.length !== groups[0]?.length)) return undefined;
      const offset = next;
      next += groups.reduce((sum, group) => sum + group.length / 2, 0);
      return { offset, from: 0 };
    },
    ignores: (line) => /^\s*[#$%]\s*$/.test(line),
  };
}

export default {
  name: 'pciconf',
  title: "FreeBSD's pciconf -r, with the command lines",
  kind: 'file',
  rank: 50,
  detect: ({ text }) => text.split('\n').some((line) => command.test(line.replace(/\r$/, ''))),
  read: (file, bytes, diagnostics) => readRows(file, bytes, grammarOf(), diagnostics),
} satisfies FileFormat;
