import type { Part, Wrapping } from '../define.ts';
import { inUtf8 } from '../escapes.ts';
import { type Text, TextBuilder } from '../text.ts';

/** `\word12 `, `\'e9`, `\*` and other marks, and the brackets of groups. */
const mark = /\\(?:([a-z]{1,32})(-?\d{1,9})? ?|'([0-9a-f]{2})|([^a-z]))|[{}]/gi;
/** Words that a character stands for, and those that end a line. */
const characters: Readonly<Record<string, string>> = {
  tab: '\t',
  endash: '-',
  emdash: '-',
  lquote: "'",
  rquote: "'",
  ldblquote: '"',
  rdblquote: '"',
};
const lineEnds = new Set(['par', 'line', 'sect', 'page', 'row']);
/** Groups that are not text of the document. */
const hidden = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'header',
  'footer',
  'generator',
]);

const beginning = /^[ \t]*\{\\rtf/;

function unwrapRtf(text: Text): Text {
  const builder = new TextBuilder(text);
  let depth = 0;
  /** The depth of the outermost group that is not shown; 0 when all is. */
  let hiddenAt = 0;
  /** Characters that stand for the one before, for readers that know no Unicode. */
  let fallback = 0;
  const first = text.lines.findIndex((line) => beginning.test(line));
  for (const [n, line] of text.lines.entries()) {
    if (n < first) continue;
    let at = 0;
    const copy = (to: number): void => {
      const from = Math.min(to, at + fallback);
      fallback -= from - at;
      if (hiddenAt === 0 && from < to) builder.copy(n, from, to);
    };
    for (const match of line.matchAll(mark)) {
      copy(match.index);
      at = match.index + match[0].length;
      const [all, word, number, byte, other] = match;
      if (all === '{') depth++;
      else if (all === '}') {
        if (depth === hiddenAt) hiddenAt = 0;
        depth = Math.max(0, depth - 1);
      } else if (hiddenAt > 0) continue;
      else if (word !== undefined) {
        if (hidden.has(word)) hiddenAt = depth;
        else if (lineEnds.has(word)) builder.end(n, match.index);
        else if (word === 'u' && number !== undefined) {
          builder.put(inUtf8(Number(number) & 0xffff), n, match.index);
          fallback = 1;
        } else builder.put(characters[word] ?? '', n, match.index);
      } else if (byte !== undefined) {
        if (fallback > 0) fallback--;
        else builder.put(String.fromCharCode(parseInt(byte, 16)), n, match.index);
      } else if (other === '*') hiddenAt = depth;
      else if (other === '~') builder.put(' ', n, match.index);
      else if (other === '_') builder.put('-', n, match.index);
      else if (other === '{' || other === '}' || other === '\\') builder.put(other, n, match.index);
    }
    copy(line.length);
    // A backslash at the end of a line ends a paragraph, as the editor of macOS writes it.
    if (line.endsWith('\\') && !line.endsWith('\\\\') && hiddenAt === 0) builder.end(n, line.length - 1);
  }
  return builder.finish();
}

export default {
  name: 'rtf',
  title: 'a document in RTF',
  kind: 'container',
  settles: () => true,
  rank: 250,
  detect: ({ lines }) => lines.some((line) => beginning.test(line)),
  unwrap: (text): Part[] => [{ text: unwrapRtf(text) }],
} satisfies Wrapping;
