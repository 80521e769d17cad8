import type { Part, Wrapping } from '../define.ts';
import { type Text, TextBuilder } from '../text.ts';

/**
 * A row of lspci with other marks than one blank before each byte: none, where a PDF or a chat lost them, commas, `0x`,
 * or the dash in the middle that dumps of DOS have.
 */
const row = /^([ \t]*)([0-9a-f]{2,3}):((?:[ \t,;-]{0,3}(?:0x)?[0-9a-f]{2}){16})[ \t,;]*$/i;
const plain = /^[ \t]*[0-9a-f]{2,3}:(?:[ \t][0-9a-f]{2}){16}[ \t]*$/i;
const byte = /(?:0x)?([0-9a-f]{2})/gi;

const marked = (line: string): RegExpExecArray | null => (plain.test(line) ? null : row.exec(line));

function withBlanks(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    const match = marked(line);
    if (!match) {
      builder.copyLine(n);
      continue;
    }
    const [, blanks = '', offset = '', bytes = ''] = match;
    const start = blanks.length + offset.length + 1;
    builder.copy(n, 0, start);
    for (const found of bytes.matchAll(byte)) {
      const at = start + found.index + found[0].length - 2;
      builder.put(' ', n, at).copy(n, at, at + 2);
    }
    builder.end(n);
  }
  return builder.finish();
}

export default {
  name: 'row-marks',
  title: 'other marks than a blank between bytes',
  kind: 'lines',
  rank: 730,
  detect: ({ lines }) => lines.some((line) => marked(line) !== null),
  unwrap: (text): Part[] => [{ text: withBlanks(text) }],
} satisfies Wrapping;
