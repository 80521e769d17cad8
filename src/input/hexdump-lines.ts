import type { PciFunction } from '../model/function.ts';

const hex2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** The known bytes of one Function as `hexdump -C` prints them; rows without known bytes are left out. */
export function* hexdumpLines(functions: readonly PciFunction[]): Generator<string> {
  const [fn] = functions;
  if (!fn) return;
  const { config } = fn;
  for (let row = 0; row < config.end; row += 16) {
    // A row begins and ends where bytes are known: a hole in it makes two rows.
    let start = row;
    while (start < row + 16) {
      while (start < row + 16 && !config.has(start, 1)) start++;
      let end = start;
      while (end < row + 16 && config.has(end, 1)) end++;
      if (end > start) yield line(config.slice(start, end), start);
      start = end;
    }
  }
  yield `${offset8(config.end)}\n`;
}

const offset8 = (offset: number): string => offset.toString(16).padStart(8, '0');

function line(bytes: Uint8Array, offset: number): string {
  const cells = [...bytes].map((byte) => hex2[byte]);
  const halves = `${cells.slice(0, 8).join(' ')}${bytes.length > 8 ? `  ${cells.slice(8).join(' ')}` : ''}`;
  const text = [...bytes]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
    .join('');
  return `${offset8(offset)}  ${halves.padEnd(50)}|${text}|\n`;
}
