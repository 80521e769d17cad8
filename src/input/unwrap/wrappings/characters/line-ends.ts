import type { Part, Wrapping } from '../../define.ts';
import { TextBuilder } from '../../text.ts';

/** Line ends that are not LF: CR alone as of old Macs and consoles, form feed, U+0085, U+2028, U+2029. */
const other = /\r+$|[\r\f\v]|\xc2\x85|\xe2\x80[\xa8\xa9]/g;

export default {
  name: 'line-ends',
  title: 'line ends of other systems',
  kind: 'characters',
  // More lines may be more that nobody knows.
  leastGain: Number.NEGATIVE_INFINITY,
  rank: 60,
  detect: ({ lines }) => lines.some((line) => line.search(other) >= 0),
  unwrap(text): Part[] {
    const builder = new TextBuilder(text);
    for (const [n, line] of text.lines.entries()) {
      const before = builder.lineCount;
      let at = 0;
      for (const match of line.matchAll(other)) {
        // A terminal shows what follows over what was there before; nothing of either is given up.
        if (match.index > at) builder.copyLine(n, at, match.index);
        at = match.index + match[0].length;
      }
      if (at < line.length || builder.lineCount === before) builder.copyLine(n, at);
    }
    return [{ text: builder.finish() }];
  },
} satisfies Wrapping;
