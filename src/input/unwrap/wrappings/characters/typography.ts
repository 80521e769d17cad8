import type { Part, Wrapping } from '../../define.ts';
import { type Text, TextBuilder } from '../../text.ts';

/* What word processors, chats and web pages make of blanks, dashes and quotes; each as the bytes of UTF-8. */

interface Replacement {
  readonly bytes: string;
  readonly by: string;
}

const replacements: readonly Replacement[] = [
  // Blanks: no-break, en to hair space, narrow no-break, mathematical, ideographic, of Ogham and Mongolian.
  {
    bytes: '\\xc2\\xa0|\\xe2\\x80[\\x80-\\x8a\\xaf]|\\xe2\\x81\\x9f|\\xe3\\x80\\x80|\\xe1\\x9a\\x80',
    by: ' ',
  },
  // Characters without a width: zero-width spaces and joiners, marks of direction, soft hyphen, byte order mark.
  {
    bytes: '\\xe2\\x80[\\x8b-\\x8f\\xaa-\\xae]|\\xe2\\x81[\\xa0-\\xa4\\xa6-\\xaf]|\\xc2\\xad|\\xef\\xbb\\xbf',
    by: '',
  },
  // Hyphens, dashes, the minus sign.
  { bytes: '\\xe2\\x80[\\x90-\\x95]|\\xe2\\x88\\x92|\\xef\\xb9\\x98|\\xef\\xb9\\xa3', by: '-' },
  { bytes: '\\xe2\\x80[\\x98-\\x9b]|\\xe2\\x80\\xb2', by: "'" },
  { bytes: '\\xe2\\x80[\\x9c-\\x9f]|\\xe2\\x80\\xb3', by: '"' },
  { bytes: '\\xe2\\x80\\xa6', by: '...' },
  { bytes: '\\xef\\xb8\\x93|\\xea\\x9e\\x89|\\xe2\\x88\\xb6|\\xcb\\x90', by: ':' },
  // UTF-8 that was taken for Latin-1 or windows-1252 once.
  { bytes: '\\xc3\\x82\\xc2\\xa0|\\xc3\\xa2\\xe2\\x82\\xac(?:\\xc2\\xaf|\\xe2\\x80[\\xb0\\xa1])', by: ' ' },
  { bytes: '\\xc3\\xa2\\xe2\\x82\\xac\\xe2\\x80[\\x9c\\x9d]', by: '-' },
  { bytes: '\\xc3\\xa2\\xe2\\x82\\xac\\xe2\\x84\\xa2', by: "'" },
];
/** Full-width forms of ASCII, U+FF01 to U+FF5E. */
const fullWidth = '\\xef(?:\\xbc[\\x81-\\xbf]|\\xbd[\\x80-\\x9e])';
const inUtf8 = new RegExp([...replacements.map(({ bytes }) => bytes), fullWidth].reverse().join('|'), 'g');
const each = replacements.map(({ bytes, by }) => ({ whole: new RegExp(`^(?:${bytes})$`), by }));
/** The same in windows-1252, where the text is not in UTF-8. */
const inWindows = /(?<![\x80-\xff])[\xa0\xad\x85\x91-\x97](?![\x80-\xbf])/g;
const ofWindows: Readonly<Record<string, string>> = {
  '\xa0': ' ',
  '\xad': '',
  '\x85': '...',
  '\x91': "'",
  '\x92': "'",
  '\x93': '"',
  '\x94': '"',
  '\x96': '-',
  '\x97': '-',
};

function plain(bytes: string): string {
  const other = each.find(({ whole }) => whole.test(bytes));
  if (other) return other.by;
  const [, second = 0, third = 0] = [...bytes].map((character) => character.charCodeAt(0));
  return bytes.length === 3 ? String.fromCharCode(0x20 + ((second - 0xbc) << 6) + third - 0x80) : bytes;
}

const instead = new Map<string, string>();

function withPlainCharacters(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    let at = 0;
    for (const pattern of [inUtf8, inWindows]) {
      if (at > 0) break;
      for (const match of line.matchAll(pattern)) {
        const [bytes] = match;
        const known = ofWindows[bytes] ?? instead.get(bytes);
        const by = known ?? plain(bytes);
        if (known === undefined) instead.set(bytes, by);
        builder.copy(n, at, match.index).put(by, n, match.index);
        at = match.index + bytes.length;
      }
    }
    builder.copyLine(n, at);
  }
  return builder.finish();
}

export default {
  name: 'typography',
  title: 'blanks, dashes and quotes of a word processor',
  kind: 'characters',
  rank: 420,
  detect: ({ lines }) => lines.some((line) => line.search(inUtf8) >= 0 || line.search(inWindows) >= 0),
  unwrap: (text): Part[] => [{ text: withPlainCharacters(text) }],
} satisfies Wrapping;
