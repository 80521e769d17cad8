import type { Part, Wrapping } from '../define.ts';
import { type Text, TextBuilder } from '../text.ts';

/** A row of which each byte has a cell of its own, as spreadsheets and tables in documents have it. */
const row = /^([ \t|"]*)([0-9a-f]{2,8}:?)((?:[ \t"]{0,4}[,;|\t][ \t"]{0,4}[0-9a-f]{2}){4,32})([ \t"|,;]*)$/i;
const cell = /[0-9a-f]{2}/gi;

function withoutCells(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    const match = row.exec(line);
    if (!match) {
      builder.copyLine(n);
      continue;
    }
    const [, before = '', offset = '', bytes = ''] = match;
    let at = before.length + offset.length;
    builder.copy(n, before.length, at);
    if (!offset.endsWith(':')) builder.put(':', n, at);
    for (const found of bytes.matchAll(cell)) {
      const start = before.length + offset.length + found.index;
      builder.put(' ', n, at).copy(n, start, start + 2);
      at = start + 2;
    }
    builder.end(n);
  }
  return builder.finish();
}

export default {
  name: 'cells',
  title: 'a table with a cell for each byte',
  kind: 'lines',
  rank: 360,
  detect: ({ lines }) => lines.some((line) => row.test(line)),
  unwrap: (text): Part[] => [{ text: withoutCells(text) }],
} satisfies Wrapping;
