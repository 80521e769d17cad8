import type { Part, Wrapping } from '../define.ts';
import { look } from '../evidence.ts';
import { type FoundRow, rowAt } from '../row.ts';
import { type Text, TextBuilder } from '../text.ts';

/** Terminals and mail programs break lines at such widths. */
const narrowest = 40;
const widest = 320;
const widestOfWords = 100;
const usualWidths: ReadonlySet<number> = new Set([72, 74, 76, 78, 79, 80, 132]);
const wholeRow = 16;
const bytesOnly = /^[ \t]*(?:[0-9a-f]{2}[ \t]+){0,15}[0-9a-f]{2}[ \t]*$/i;

interface Width {
  readonly columns: number;
  /** Lines that are filled with blanks up to the width end at their last character. */
  readonly isPadded: boolean;
}

/** The width at which a terminal broke lines: the longest ones all have it. */
function widthOf({ lines }: Text): Width | undefined {
  const filled = lines.filter((line) => line !== '');
  const columns = Math.max(0, ...filled.slice(0, 1 << 16).map(({ length }) => length));
  if (columns < narrowest || columns > widest) return undefined;
  const full = filled.filter(({ length }) => length === columns).length;
  // The longest line of a text is no sign that it was broken.
  if (full < 2 && !usualWidths.has(columns)) return undefined;
  return { columns, isPadded: full * 2 > filled.length };
}

const firstRow = (line: string): FoundRow | undefined => {
  const row = rowAt(line, line.length - line.trimStart().length);
  return row?.offset === undefined ? undefined : row;
};

/** Whether a line is one that its tool begins, not the rest of the one before. */
const begins = (line: string): boolean =>
  line.trim() === '' || firstRow(line) !== undefined || /^(?:function|known)$/.test(look(line, false).kind);

/**
 * What stands between a line and the next one that goes on with it; undefined when none does. `whole` is the line with
 * the parts before it that were joined already.
 */
function joint(
  whole: string,
  line: string,
  next: string | undefined,
  width: Width | undefined,
): '' | ' ' | undefined {
  if (next === undefined || next.trim() === '') return undefined;
  const length = width?.isPadded ? line.trimEnd().length : line.length;
  if (width && length === width.columns && !begins(next)) return '';
  const row = firstRow(whole);
  if (row) {
    const isBroken = row.width === 2 && row.bytes < wholeRow && whole.slice(row.end).trim() === '';
    const more = isBroken && bytesOnly.test(next) ? (next.match(/[0-9a-f]{2}/gi)?.length ?? 0) : wholeRow;
    return row.bytes + more <= wholeRow ? ' ' : undefined;
  }
  // Broken between words: the next one did not fit.
  if (!width || width.columns > widestOfWords || line.length < narrowest || begins(next)) return undefined;
  const word = /^\S*/.exec(next)?.[0].length ?? 0;
  const isText = look(whole, true).kind === 'function' || look(whole, true).kind === 'detail';
  return isText && word > 0 && line.length + 1 + word > width.columns ? ' ' : undefined;
}

function withWholeLines(text: Text): Text {
  const { lines } = text;
  const width = widthOf(text);
  const builder = new TextBuilder(text);
  for (const [n, line] of lines.entries()) {
    const between = joint(builder.line + line, line, lines[n + 1], width);
    builder.copy(n, 0, width?.isPadded && between === undefined ? line.trimEnd().length : line.length);
    if (between === undefined) builder.end(n);
    else if (between !== '' && !builder.line.endsWith(' ')) builder.put(between, n, line.length);
  }
  return builder.finish();
}

export default {
  name: 'hard-wrap',
  title: 'lines that were broken at a width',
  kind: 'lines',
  // A line that was joined is one less that nobody knows.
  leastGain: 0.5,
  rank: 700,
  detect: ({ lines }) => lines.length > 1,
  unwrap: (text): Part[] => [{ text: withWholeLines(text) }],
} satisfies Wrapping;
