import type { Text } from './text.ts';

/** Terminals and mail programs break lines at such widths. */
export const narrowest = 40;
const widest = 320;
const usualWidths: ReadonlySet<number> = new Set([72, 74, 76, 78, 79, 80, 132]);

/** Where lines end that a program broke. */
export interface Width {
  readonly columns: number;
  /** Lines that are filled with blanks up to the width end at their last character. */
  readonly isPadded: boolean;
}

/** The width at which a terminal broke lines: the longest ones all have it. */
export function widthOf({ lines }: Text): Width | undefined {
  const filled = lines.filter((line) => line !== '');
  const columns = Math.max(0, ...filled.slice(0, 1 << 16).map(({ length }) => length));
  if (columns < narrowest || columns > widest) return undefined;
  const full = filled.filter(({ length }) => length === columns).length;
  // The longest line of a text is not a sign that it was broken.
  if (full < 2 && !usualWidths.has(columns)) return undefined;
  return { columns, isPadded: full * 2 > filled.length };
}

const mayBeShare = 0.1;

/** Whether so many lines have the greatest length that it may be the width at which they were broken. */
export function mayBeBroken(text: Text): boolean {
  const columns = widthOf(text)?.columns;
  if (columns === undefined) return false;
  const filled = text.lines.filter((line) => line !== '');
  return filled.filter(({ length }) => length >= columns - 1).length >= mayBeShare * filled.length;
}
