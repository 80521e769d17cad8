import type { Part, Wrapping } from '../../define.ts';
import { type Text, TextBuilder } from '../../text.ts';

/** The escape character as it is, and as programs show it that do not send it on. */
const introducer = '(?:\\x1b|\\^\\[|\\\\(?:e|033|x1[bB])|\\xe2\\x90\\x9b)';
const parameters = '[0-9;:<=>?]{0,40}';
/**
 * Control sequences with their escape, then characters that a backspace takes away, and other control characters.
 */
const sequence = new RegExp(
  [
    `(?:${introducer}\\[|\\x9b)(${parameters})[ -/]{0,4}([@-~])`,
    `${introducer}\\][^\\x07\\x1b\\n]{0,400}(?:\\x07|\\x1b\\\\|\\^G|$)`,
    `${introducer}[PX^_][^\\x1b\\n]{0,400}(?:\\x1b\\\\|$)`,
    `${introducer}[()*+#%][A-Za-z0-9]`,
    `${introducer}[A-Z=>78c]`,
    '[\\x00-\\x07\\x0e-\\x1a\\x1c-\\x1f\\x7f]',
    '\\x08+',
    '\\x1b',
  ].join('|'),
  'g',
);
/** One that there is nothing else like, with its escape. */
const certain = /\x1b|\x9b|\x08|\^\[\[|\\(?:e|033|x1b)\[|[\x00-\x07\x0e-\x1f\x7f]/i;

function withoutSequences(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    let at = 0;
    for (const match of line.matchAll(sequence)) {
      const [all, numbers = '', final] = match;
      builder.copy(n, at, match.index);
      at = match.index + all.length;
      if (all.startsWith('\b')) builder.drop(all.length);
      // Moving on is how some terminals write blanks; moving elsewhere begins another line.
      else if (final === 'C') builder.put(' '.repeat(Math.min(200, Number(numbers) || 1)), n, match.index);
      else if (final !== undefined && /[BEHfd]/.test(final) && builder.line !== '')
        builder.end(n, match.index);
    }
    builder.copyLine(n, at);
  }
  return builder.finish();
}

export default {
  name: 'terminal',
  title: 'control sequences of a terminal',
  kind: 'characters',
  rank: 50,
  detect: ({ lines }) => lines.some((line) => certain.test(line)),
  unwrap: (text): Part[] => [{ text: withoutSequences(text) }],
} satisfies Wrapping;
