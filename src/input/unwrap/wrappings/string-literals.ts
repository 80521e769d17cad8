import type { Part, Wrapping } from '../define.ts';
import { copyUnescaped } from '../escapes.ts';
import { type Text, TextBuilder } from '../text.ts';

/** Strings of C, Python, JavaScript, shells, YAML and of logs that write `msg="…"`. */
const opening = /(?<!\\)(?:"""|'''|"|')/g;
/** Longer texts in one string are JSON's, which is looked for before. */
const shortestWorth = 8;

/** Where a string ends that begins after a quote; -1 when that is not in this line. */
function closing(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line.startsWith(quote, at)) return at;
  }
  return -1;
}

/** The contents of all strings; each ends its line, unless it says `\n` itself. */
function contentsOf(text: Text): Text {
  const builder = new TextBuilder(text);
  let quote: string | undefined;
  for (let n = 0; n < text.lines.length; n++) {
    const line = text.lines[n] as string;
    let at = 0;
    let ended = builder.lineCount;
    if (quote !== undefined) {
      // YAML goes on below a backslash, after the blanks at the margin.
      if (builder.line !== '') at = line.length - line.trimStart().length;
      const end = closing(line, at, quote);
      const goesOn = end < 0 && /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
      copyUnescaped(builder, text, n, at, end < 0 ? (goesOn ? line.length - 1 : line.length) : end);
      if (end < 0) {
        if (!goesOn) builder.end(n);
        continue;
      }
      if (builder.line !== '') builder.end(n, at);
      at = end + quote.length;
      quote = undefined;
      ended = builder.lineCount;
    }
    for (;;) {
      opening.lastIndex = at;
      const match = opening.exec(line);
      if (!match) break;
      const from = match.index + match[0].length;
      const end = closing(line, from, match[0]);
      if (end < 0) {
        // An apostrophe is not a quote; what goes on in the next line begins with something to read.
        const isText = match[0].length > 1 || /^[^'"]*(?:[0-9a-f]{2}[:. ]){2}/i.test(line.slice(from));
        if (line.length - from >= shortestWorth && isText) {
          quote = match[0];
          const goesOn = line.endsWith('\\');
          copyUnescaped(builder, text, n, from, goesOn ? line.length - 1 : line.length);
          if (!goesOn) builder.end(n, from);
        }
        break;
      }
      ended = builder.lineCount;
      copyUnescaped(builder, text, n, from, end);
      if (builder.line !== '' || builder.lineCount === ended) builder.end(n, from);
      at = end + match[0].length;
    }
  }
  return builder.finish();
}

export default {
  name: 'string-literals',
  title: 'strings of a program',
  kind: 'container',
  rank: 460,
  detect: ({ lines }) =>
    lines.some((line) => /["'](?:[^"']{0,200}(?:[0-9a-f]{2}[:. ]){2}|[^"' ]{60})|"""|'''/i.test(line)),
  unwrap: (text): Part[] => [{ text: contentsOf(text) }],
} satisfies Wrapping;
