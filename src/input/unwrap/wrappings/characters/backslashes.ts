import type { Part, Wrapping } from '../../define.ts';
import { copyUnescaped } from '../../escapes.ts';
import { TextBuilder } from '../../text.ts';

/** A backslash before a letter may be part of a name; these follow what only a dump has. */
const certain = /\\[tn](?=[A-Z0-9\\])|\\x09|\\u0009|\\011/;

export default {
  name: 'backslashes',
  title: 'control characters that are written with a backslash',
  kind: 'characters',
  rank: 470,
  detect: ({ lines }) => lines.some((line) => certain.test(line)),
  unwrap(text): Part[] {
    const builder = new TextBuilder(text);
    for (const [n, line] of text.lines.entries()) {
      copyUnescaped(builder, text, n, 0, line.length);
      builder.end(n);
    }
    return [{ text: builder.finish() }];
  },
} satisfies Wrapping;
