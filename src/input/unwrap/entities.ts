import { inUtf8 } from './escapes.ts';

/** Names of characters in HTML that are in what tools print; the others do not matter for reading it. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  Tab: '\t',
  NewLine: '\n',
  colon: ':',
  period: '.',
  lbrack: '[',
  rbrack: ']',
  lpar: '(',
  rpar: ')',
  ndash: '-',
  mdash: '-',
  minus: '-',
  shy: '',
  zwj: '',
  zwnj: '',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  hellip: '...',
  sol: '/',
  plus: '+',
};

export const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;

/** What an entity stands for; undefined for a name that is not known. */
export function characterOf([, decimal, hex, name]: RegExpMatchArray): string | undefined {
  if (name !== undefined) return named[name] ?? named[name.toLowerCase()];
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
  if (code === 0xa0) return ' ';
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? inUtf8(code) : undefined;
}
