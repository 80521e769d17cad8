import type { Wrapping } from '../define.ts';
import { fromQuotedPrintable } from '../quoted-printable.ts';

const escaped = /=(?:20|09|3D|0A|C2=A0|E2=80)|[^=]=$/i;

/** No line of it is longer than 76 characters, and one that was broken is nearly that long. */
const softBreak = /^.{60,75}[^=]=$/;

export default {
  name: 'quoted-printable',
  title: 'quoted-printable text of a mail without its head',
  kind: 'lines',
  // Of a row or a name the rest is on the next line, which by itself says as much.
  leastGain: 0.25,
  settles: ({ lines }) => lines.some((line) => softBreak.test(line)),
  rank: 450,
  detect: ({ lines }) => lines.some((line) => escaped.test(line)),
  unwrap: (text) => [{ text: fromQuotedPrintable(text, 0, text.lines.length) }],
} satisfies Wrapping;
