import type { Part, Wrapping } from '../define.ts';
import { addressAnywhere } from '../known-lines.ts';
import { rowAt } from '../row.ts';
import { type Text, TextBuilder } from '../text.ts';

/** A row with sixteen bytes that something follows without a blank. */
const rowBefore = /^[ \t]*[0-9a-f]{2,8}: (?:[0-9a-f]{2} ){15}[0-9a-f]{2}(?=[^0-9a-f\s])/i;
const detail = /^(?:\t| {4,})\S/;

/** Where the first line of a Function begins in a line that begins with something else. */
function addressIn({ lines }: Text, n: number): number {
  const line = lines[n] as string;
  const at = line.search(addressAnywhere);
  if (at <= 0 || line.slice(0, at).trim() === '') return -1;
  const next = lines.slice(n + 1, n + 3).find((one) => one !== '') ?? '';
  const row = rowAt(next, 0);
  return detail.test(next) || (row?.offset !== undefined && parseInt(row.offset, 16) === 0) ? at : -1;
}

function apart(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    const at = addressIn(text, n);
    const after = rowBefore.exec(line)?.[0].length ?? 0;
    if (at > 0) builder.copyLine(n, at);
    else if (after > 0) builder.copyLine(n, 0, after).copyLine(n, after);
    else builder.copyLine(n);
  }
  return builder.finish();
}

export default {
  name: 'glued',
  title: 'text in the first or last line of a dump',
  kind: 'lines',
  rank: 740,
  detect: (text) => text.lines.some((line, n) => rowBefore.test(line) || addressIn(text, n) > 0),
  unwrap: (text): Part[] => [{ text: apart(text) }],
} satisfies Wrapping;
