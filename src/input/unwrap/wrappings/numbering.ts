import type { Part, Wrapping } from '../define.ts';
import { type Text, TextBuilder } from '../text.ts';

const after = '([:|.)\\t-]|[ \\t](?:\\|[ \\t]?)?|[ \\t]*$)';
/** A number that goes up from line to line, and what ends it; also with the name of a file before it, as of grep. */
const alone = new RegExp(`^[ \\t]*()(\\d{1,9})${after}`);
const named = new RegExp(`^([^\\s:][^:]{0,200}:)(\\d{1,9})${after}`);
/** As many lines have to go on from the one before. */
const share = 0.8;

interface Numbered {
  readonly name: string;
  readonly number: number;
  readonly length: number;
}

function numberOf(line: string): Numbered | undefined {
  const match = alone.exec(line) ?? named.exec(line);
  if (!match) return undefined;
  const [all, name = '', digits = ''] = match;
  return { name, number: Number(digits), length: all.length };
}

/** Whether the numbers count the lines: of a text that was searched for some are left out. */
function isCounted(found: readonly (Numbered | undefined)[]): boolean {
  let counted = 0;
  let next = 0;
  let before: Numbered | undefined;
  for (const one of found) {
    if (one && before && one.name === before.name && one.number > before.number) {
      counted++;
      if (one.number === before.number + 1) next++;
    }
    before = one ?? before;
  }
  // Offsets of rows go up as well, but not one by one.
  return found.length > 2 && counted >= share * (found.length - 1) && 2 * next >= counted;
}

function withoutNumbers(text: Text): Text | undefined {
  const filled = text.lines.filter((line) => line.trim() !== '');
  if (!isCounted(filled.map(numberOf))) return undefined;
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) builder.copyLine(n, numberOf(line)?.length ?? 0);
  return builder.finish();
}

export default {
  name: 'numbering',
  title: 'numbers of lines',
  kind: 'container',
  rank: 325,
  detect: ({ lines }) => lines.some((line) => numberOf(line) !== undefined),
  unwrap(text): Part[] {
    const inside = withoutNumbers(text);
    return inside ? [{ text: inside }] : [];
  },
} satisfies Wrapping;
