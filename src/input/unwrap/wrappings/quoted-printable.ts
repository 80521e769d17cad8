import type { Wrapping } from '../define.ts';
import { fromQuotedPrintable } from '../quoted-printable.ts';

const escaped = /=(?:20|09|3D|0A|C2=A0|E2=80)|[^=]=$/i;
const softBreak = /[^=]=$/;
const indented = /^ {2,}\S/;

export default {
  name: 'quoted-printable',
  title: 'quoted-printable text of a mail without its head',
  kind: 'lines',
  rank: 450,
  detect: ({ lines }) => lines.some((line) => escaped.test(line)),
  unwrap(text) {
    // Blanks that were put before each line would end up inside the lines.
    const rests = text.lines.filter((_, n) => n > 0 && softBreak.test(text.lines[n - 1] as string));
    if (rests.length > 0 && rests.every((line) => indented.test(line))) return [];
    return [{ text: fromQuotedPrintable(text, 0, text.lines.length) }];
  },
} satisfies Wrapping;
