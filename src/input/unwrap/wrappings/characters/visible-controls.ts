import type { Part, Wrapping } from '../../define.ts';
import { type Text, TextBuilder } from '../../text.ts';
import { mayBeBroken } from '../../width.ts';

/** Control characters as `cat -A`, rsyslog, less and others show them: `^I`, `#011`, `<U+00A0>`. */
const shown = /\^([I@-HJ-Z])|#(0[0-3][0-7])|<(?:U\+|0x)(00A0|0?09|200[0-9B]|202F|FEFF)>|(M-BM- )/gi;
/** These follow what only a dump has. */
const certain = /\^[IM]|#01[12]|<(?:U\+|0x)[0-9A-F]{2,4}>|M-BM- /i;
const endOfLine = /\$$/;

function codeOf([all, caret, octal, named]: RegExpMatchArray): number {
  if (caret !== undefined) return caret.toUpperCase().charCodeAt(0) - 0x40;
  if (octal !== undefined) return parseInt(octal, 8);
  const code = parseInt(named ?? '20', 16);
  // Blanks that are not ASCII; those without a width are left out.
  if (code === 0x200b || code === 0xfeff) return -1;
  return all.startsWith('M-') || code >= 0x80 ? 0x20 : code;
}

function withControls(text: Text): Text {
  const builder = new TextBuilder(text);
  const filled = text.lines.filter((line) => line !== '');
  const hasEnds = filled.filter((line) => endOfLine.test(line)).length * 2 > filled.length;
  for (const [n, line] of text.lines.entries()) {
    let at = 0;
    for (const match of line.matchAll(shown)) {
      const code = codeOf(match);
      builder.copy(n, at, match.index);
      at = match.index + match[0].length;
      if (code === 0x0a) builder.end(n, match.index);
      else if (code >= 0 && code !== 0x0d) builder.put(String.fromCharCode(code), n, match.index);
    }
    builder.copyLine(n, at, hasEnds && endOfLine.test(line) ? line.length - 1 : line.length);
  }
  return builder.finish();
}

export default {
  name: 'visible-controls',
  title: 'control characters that are shown in letters',
  kind: 'characters',
  // Lines may have been broken at a width after the letters were put in.
  settles: (text) => !mayBeBroken(text),
  rank: 70,
  detect: ({ lines }) => lines.some((line) => certain.test(line)),
  unwrap: (text): Part[] => [{ text: withControls(text) }],
} satisfies Wrapping;
