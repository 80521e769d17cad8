import type { Part, Wrapping } from '../../define.ts';
import { type Text, TextBuilder } from '../../text.ts';

/**
 * The usual control sequences of a terminal of which the escape character was lost: colours, clearing a line, bracketed
 * paste, titles. In JSON the escape before them is written as a number; its reader puts them together.
 */
const sequence =
  /(?<!u001[bB])\[(?:\?(?:1|7|12|25|1049|2004)[hl]|[0-9]{1,3}(?:;[0-9]{1,3}){0,4}m(?!\])|m(?![a-z])|K(?![a-z\]]))|\](?:0|1|2);[^\x07\n]{0,400}\x07/g;
/** One that there is nothing else like. */
const certain = /(?<!u001b)\[(?:\?(?:25|1049|2004)[hl]|(?:0|1|01)(?:;\d\d)?m)/i;

function withoutSequences(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    let at = 0;
    for (const { index, 0: all } of line.matchAll(sequence)) {
      builder.copy(n, at, index);
      at = index + all.length;
    }
    builder.copyLine(n, at);
  }
  return builder.finish();
}

export default {
  name: 'lost-escapes',
  title: 'control sequences of a terminal without their escape',
  kind: 'characters',
  // Records of a terminal's output may have parts of one; those come together first.
  rank: 400,
  detect: ({ lines }) => lines.some((line) => certain.test(line)),
  unwrap: (text): Part[] => [{ text: withoutSequences(text) }],
} satisfies Wrapping;
