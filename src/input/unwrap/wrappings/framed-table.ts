import { type Cell, columnsOf } from '../columns.ts';
import type { Part, Wrapping } from '../define.ts';
import type { Text, TextBuilder } from '../text.ts';

/** `| cell | cell |`, as Markdown, wikis, databases and OpenStack's tools draw tables. */
const row = /^[ \t]*\|.*\|[ \t]*$/;
/** `|---|:--:|`, `+-----+`. */
const rule = /^[ \t]*[|+][|+: =-]*[-=][|+: =-]*[|+][ \t]*$/;
const share = 0.9;
const leastRows = 3;
const mostColumns = 64;

const isRow = (line: string): boolean => row.test(line) && !rule.test(line);

/** As many columns as the rules of the table have, or all rows; a bar in a cell is the cell's. */
function widthOf(lines: readonly string[]): number {
  const ruled = lines.find((line) => rule.test(line));
  const counts = (ruled === undefined ? lines.filter(isRow) : [ruled]).map(
    (line) => line.split(/[|+]/).length - 2,
  );
  return Math.min(mostColumns, ...counts);
}

function cellsOf(line: string, n: number, width: number): Cell[] {
  const cells: Cell[] = [];
  const end = line.lastIndexOf('|');
  for (let from = line.indexOf('|') + 1; from <= end && cells.length < width; ) {
    const next = cells.length === width - 1 ? end : line.indexOf('|', from);
    cells.push([{ line: n, ...withoutCode(line, from, next) }]);
    from = next + 1;
  }
  return cells;
}

/** A cell without the blank at each side of it, and without the marks of code; more blanks are its own. */
function withoutCode(line: string, from: number, to: number): { from: number; to: number } {
  const start = line[from] === ' ' && from < to ? from + 1 : from;
  const end = Math.max(start, from + line.slice(from, to).trimEnd().length);
  const marks = /^`+/.exec(line.slice(start, end))?.[0].length ?? 0;
  const isCode = marks > 0 && end - start >= 2 * marks && line.slice(end - marks, end) === '`'.repeat(marks);
  return isCode ? { from: start + marks, to: end - marks } : { from: start, to: end };
}

function writeCell(builder: TextBuilder, _text: Text, cell: Cell): void {
  for (const { line, from, to } of cell) builder.copy(line, from, to).end(line, from);
}

export default {
  name: 'framed-table',
  title: 'a column of a table that is drawn with bars',
  kind: 'container',
  rank: 283,
  detect: ({ lines }) => lines.some(isRow),
  unwrap(text): Part[] {
    const filled = text.lines.filter((line) => line.trim() !== '');
    const rows = filled.filter((line) => row.test(line) || rule.test(line));
    if (rows.length < leastRows || rows.length < share * filled.length) return [];
    const width = widthOf(rows);
    if (width < 1) return [];
    const records = text.lines.flatMap((line, n) => (isRow(line) ? [cellsOf(line, n, width)] : []));
    return columnsOf(text, records, writeCell);
  },
} satisfies Wrapping;
