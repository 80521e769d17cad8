import type { Wrapping } from '../define.ts';
import { fromQuotedPrintable } from '../quoted-printable.ts';

const escaped = /=(?:20|09|3D|0A|C2=A0|E2=80)|[^=]=$/i;

export default {
  name: 'quoted-printable',
  title: 'quoted-printable text of a mail without its head',
  kind: 'lines',
  rank: 450,
  detect: ({ lines }) => lines.some((line) => escaped.test(line)),
  unwrap: (text) => [{ text: fromQuotedPrintable(text, 0, text.lines.length) }],
} satisfies Wrapping;
