import { type Digits, decodedPart } from '../base64.ts';
import type { Part, Wrapping } from '../define.ts';
import type { Text } from '../text.ts';

/** Lines as base64(1), MIME and PEM break them, or one long line, alone or as a `data:` address. */
const digitsLine = /^[ \t]*(?:data:[\w/+.;=-]{0,80},)?([A-Za-z0-9+/_-]{60,}={0,2})[ \t]*$/;
const lastLine = /^[ \t]*([A-Za-z0-9+/_-]+={0,2})[ \t]*$/;
const shortestRun = 80;

/** Lines that follow each other with a blank in place of their ends, as a shell writes `$(base64 …)` without quotes. */
const flat = /(?<![^ \t"'=>])(?:[A-Za-z0-9+/]{60,} ){2,}[A-Za-z0-9+/]+={0,2}(?![^ \t"'<])/g;

/** The lines of digits that a longer line has; all but the last are as long as the first. */
function flatRuns(text: string, line: number): Digits[][] {
  const found: Digits[][] = [];
  for (const { index, 0: all } of text.matchAll(flat)) {
    const run: Digits[] = [];
    let from = index;
    for (const digits of all.split(' ')) {
      const [first] = run;
      const length = first ? first.to - first.from : digits.length;
      if (digits.length <= length) run.push({ line, from, to: from + digits.length });
      if (digits.length !== length) break;
      from += digits.length + 1;
    }
    if (run.length > 1) found.push(run);
  }
  return found;
}

/** Lines of digits that follow each other; all but the last of one length. */
function runsOf({ lines }: Text): Digits[][] {
  const found: Digits[][] = lines.flatMap(flatRuns);
  for (let n = 0; n < lines.length; n++) {
    const first = digitsOf(lines, n, digitsLine);
    if (!first) continue;
    const run = [first];
    const length = first.to - first.from;
    for (let next = digitsOf(lines, ++n, lastLine); next; next = digitsOf(lines, ++n, lastLine)) {
      if (next.to - next.from > length) break;
      run.push(next);
      if (next.to - next.from < length) break;
    }
    const digits = run.map(({ line, from, to }) => (lines[line] as string).slice(from, to)).join('');
    // Hex digits alone are `xxd -p`.
    if (digits.length >= shortestRun && /[g-z+/_-]/i.test(digits)) found.push(run);
  }
  return found;
}

function digitsOf(lines: readonly string[], line: number, pattern: RegExp): Digits | undefined {
  const text = lines[line];
  const digits = text === undefined ? undefined : pattern.exec(text)?.[1];
  if (text === undefined || digits === undefined) return undefined;
  const from = text.lastIndexOf(digits);
  return { line, from, to: from + digits.length };
}

export default {
  name: 'base64',
  title: 'base64',
  kind: 'container',
  rank: 500,
  detect: ({ lines }) => lines.some((line) => digitsLine.test(line) || line.search(flat) >= 0),
  unwrap(text): Part[] {
    return runsOf(text).flatMap((run) => decodedPart(text, run) ?? []);
  },
} satisfies Wrapping;
