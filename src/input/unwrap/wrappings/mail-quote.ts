import type { Part, Wrapping } from '../define.ts';
import { look } from '../evidence.ts';
import { type Text, TextBuilder } from '../text.ts';

/** One mark of a quote, or several: `> `, `> > `, `>> `. */
const mark = /^(?: {0,3}>)+ ?/;
/** Mail programs break lines at such widths, the marks included. */
const narrowest = 60;
const widest = 132;

/** How far the lines go before a mail program breaks them; undefined when it did not. */
function brokenAt(lines: readonly string[]): { width: number; isHard: boolean } | undefined {
  const lengths = new Map<number, number>();
  let width = 0;
  for (const [n, line] of lines.entries()) {
    const next = lines[n + 1];
    if (next === undefined || !mark.test(line) || mark.test(next) || next.trim() === '') continue;
    if (line.length < narrowest || line.length > widest) continue;
    lengths.set(line.length, (lengths.get(line.length) ?? 0) + 1);
    width = Math.max(width, line.length);
  }
  if (lengths.size === 0) return undefined;
  const [most = 0] = [...lengths.values()].sort((a, b) => b - a);
  const all = [...lengths.values()].reduce((sum, count) => sum + count, 0);
  return { width, isHard: most > 1 && most >= 0.8 * all };
}

function unquoted(text: Text): Part {
  const { lines } = text;
  const broken = brokenAt(lines);
  const builder = new TextBuilder(text);
  let isOpen = false;
  let dropped = 0;
  for (const [n, line] of lines.entries()) {
    const quote = mark.exec(line)?.[0];
    const goesOn = isOpen && broken !== undefined && quote === undefined && line.trim() !== '';
    if (goesOn && continues(lines[n - 1] as string, line, broken)) {
      if (!broken.isHard && !builder.line.endsWith(' ')) builder.put(' ', n, 0);
      builder.copyLine(n);
      isOpen = false;
      continue;
    }
    if (isOpen) builder.end(n - 1);
    isOpen = false;
    if (quote !== undefined) {
      builder.copy(n, quote.length);
      isOpen = true;
    } else if (line.trim() === '' || look(line, false).kind !== 'other') builder.copyLine(n);
    // An answer between the lines that it is about is not part of them.
    else dropped++;
  }
  if (isOpen) builder.end(lines.length - 1);
  return { text: builder.finish(), dropped };
}

/** Whether a line had to be broken where it ends: the next word did not fit. */
function continues(
  before: string,
  line: string,
  { width, isHard }: { width: number; isHard: boolean },
): boolean {
  if (isHard) return before.length === width;
  const word = /^\S*/.exec(line)?.[0].length ?? 0;
  return before.length >= narrowest && before.length + 1 + word > width;
}

export default {
  name: 'mail-quote',
  title: 'marks of a quote in a mail',
  kind: 'lines',
  rank: 620,
  detect: ({ lines }) => lines.some((line) => mark.test(line)),
  unwrap: (text): Part[] => [unquoted(text)],
} satisfies Wrapping;
