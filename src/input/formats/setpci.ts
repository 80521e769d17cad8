import { parseAddress } from '../../model/address.ts';
import type { PciFunction } from '../../model/function.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat } from '../format.ts';
import { FunctionRows, linesOf, putGroups } from '../hex-rows.ts';

/** A register that `setpci -v` read: `0000:00:1f.0 @40 = 1234`; the number has as many digits as the register. */
const register =
  /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])\s[^=]*?@([0-9a-f]{1,3})\s*=\s*([0-9a-f]{8}|[0-9a-f]{4}|[0-9a-f]{2})\s*$/i;

function read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[] {
  const found = new Map<number, FunctionRows>();
  let skipped = 0;
  let first = 0;
  for (const { text, line } of linesOf(bytes)) {
    const match = register.exec(text);
    const key = match ? parseAddress(match[1] as string) : undefined;
    if (!match || key === undefined) {
      if (text.trim() !== '' && skipped++ === 0) first = line;
      continue;
    }
    let rows = found.get(key);
    if (!rows) {
      const id = key % 0x10000;
      const start = { domain: Math.floor(key / 0x10000), bus: id >> 8, device: (id >> 3) & 31, fn: id & 7 };
      rows = new FunctionRows(file, diagnostics, start, line);
      found.set(key, rows);
    }
    const from = text.lastIndexOf('=') + 1;
    putGroups(rows, { text, line }, { offset: parseInt(match[2] as string, 16), from }, true);
  }
  if (skipped > 0) {
    const message = `${skipped === 1 ? 'this line is' : `this line and ${skipped - 1} others are`} no register that setpci read; skipped`;
    diagnostics.push({
      code: 'rows/unknown-line',
      severity: 'warning',
      message,
      at: { file, line: first, column: 1 },
    });
  }
  return [...found.values()].map((rows) => rows.finish(true));
}

export default {
  name: 'setpci',
  title: 'registers that setpci -v read',
  kind: 'file',
  rank: 60,
  detect: ({ text }) => text.split('\n').some((line) => register.test(line.replace(/\r$/, ''))),
  read,
} satisfies FileFormat;
