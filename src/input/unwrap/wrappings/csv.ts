import { type Cell, columnsOf, isMore, type Piece } from '../columns.ts';
import type { Part, Wrapping } from '../define.ts';
import { worthOf } from '../evidence.ts';
import type { Text, TextBuilder } from '../text.ts';

const separators = [',', ';', '\t'];
const mostColumns = 64;
const share = 0.9;
const leastRecords = 2;

/** The records of a table; undefined when a quote is open at the end or the lines have no cells. */
function recordsOf({ lines }: Text, separator: string): Cell[][] | undefined {
  const records: Cell[][] = [];
  let record: Cell[] = [];
  let open: Piece[] | undefined;
  for (const [line, text] of lines.entries()) {
    if (text === '' && !open) continue;
    for (let at = 0; ; ) {
      if (open || text[at] === '"') {
        const from = open ? at : at + 1;
        const end = closingQuote(text, from);
        const pieces: Piece[] = [...(open ?? []), { line, from, to: end < 0 ? text.length : end }];
        open = end < 0 ? pieces : undefined;
        if (end < 0) break;
        record.push(pieces);
        at = end + 1;
        // A quote inside a cell is none around it.
        if (at < text.length && text[at] !== separator) return undefined;
      } else {
        const next = text.indexOf(separator, at);
        const to = next < 0 ? text.length : next;
        record.push([{ line, from: at, to }]);
        at = to;
      }
      if (record.length > mostColumns) return undefined;
      if (text[at] !== separator) break;
      at++;
    }
    if (open) continue;
    records.push(record);
    record = [];
  }
  return open ? undefined : records;
}

/** Nearly all records of a table have as many cells, more than one or in quotes. */
function isTable(records: readonly Cell[][]): boolean {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [[width, count] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  const isQuoted = records.some(([cell]) => cell?.[0] !== undefined && cell[0].from > 0);
  return records.length >= leastRecords && count >= share * records.length && (width > 1 || isQuoted);
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** Writes the lines of a cell; two quotes in it are one. */
function writeCell(builder: TextBuilder, text: Text, cell: Cell): void {
  for (const { line, from, to } of cell) {
    let at = from;
    const source = text.lines[line] as string;
    for (let quote = source.indexOf('""', at); quote >= 0 && quote < to; quote = source.indexOf('""', at)) {
      builder.copy(line, at, quote + 1);
      at = quote + 2;
    }
    builder.copy(line, at, to).end(line, from);
  }
}

export default {
  name: 'csv',
  title: 'a column of a table in CSV',
  kind: 'container',
  rank: 280,
  // Cells that need no quotes are found as what comes before and after each row.
  detect: ({ lines }) => lines.some((line) => /(?:^|[,;\t])"/.test(line)),
  unwrap(text): Part[] {
    let best: Part[] = [];
    let most = { worth: 0, length: 0 };
    for (const separator of separators) {
      const records = recordsOf(text, separator);
      if (!records || !isTable(records)) continue;
      const parts = columnsOf(text, records, writeCell);
      const length = parts.reduce((sum, part) => sum + part.text.length, 0);
      const found = { worth: worthOf(...parts.map((part) => part.text)), length };
      if (isMore(found, most)) [best, most] = [parts, found];
    }
    return best;
  },
} satisfies Wrapping;
