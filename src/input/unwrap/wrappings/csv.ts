import type { Part, Wrapping } from '../define.ts';
import { worthOf } from '../evidence.ts';
import { type Text, TextBuilder } from '../text.ts';

/** A cell: characters [from, to) of a line, without the quotes around it. One in quotes may go on over lines. */
interface Piece {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}
type Cell = readonly Piece[];

const separators = [',', ';', '\t'];
const hostName = /^"?(?:host(?:_?name)?|node(?:_?name)?|instance|machine|server|minion|pod)"?$/i;
const mostColumns = 64;
const share = 0.9;

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

/** Nearly all records of a table have as many cells. */
function isTable(records: readonly Cell[][]): boolean {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Math.max(0, ...counts.values()) >= share * records.length;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** Writes the lines of a cell; two quotes in it are one. */
function write(builder: TextBuilder, text: Text, cell: Cell): void {
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

/** The column that says most, for each host that another one names. */
function columnsOf(text: Text, records: readonly Cell[][]): Part[] {
  const width = Math.max(...records.map(({ length }) => length));
  const headings = records[0]?.map((cell) => textOf(text, cell)) ?? [];
  const hostColumn = headings.findIndex((heading) => hostName.test(heading));
  const hosts = new Map<string, Cell[][]>();
  for (const record of records) {
    const host = textOf(text, record[hostColumn] ?? []);
    const own = hosts.get(host);
    if (own) own.push(record);
    else hosts.set(host, [record]);
  }
  return [...hosts].flatMap(([host, own]) => {
    let best: { text: Text; worth: number } | undefined;
    for (let column = 0; column < width; column++) {
      const builder = new TextBuilder(text);
      for (const record of own) write(builder, text, record[column] ?? []);
      const inside = builder.finish();
      const worth = worthOf(inside);
      if (!best || worth > best.worth) best = { text: inside, worth };
    }
    return best ? [{ text: best.text, ...(host === '' ? {} : { label: host }) }] : [];
  });
}

const textOf = (text: Text, [piece]: Cell): string =>
  piece ? (text.lines[piece.line] as string).slice(piece.from, piece.to) : '';

export default {
  name: 'csv',
  title: 'a column of a table in CSV',
  kind: 'container',
  rank: 320,
  // Cells that need no quotes are found as what stands before and after each row.
  detect: ({ lines }) => lines.some((line) => /(?:^|[,;\t])"/.test(line)),
  unwrap(text): Part[] {
    let best: Part[] = [];
    let most = 0;
    for (const separator of separators) {
      const records = recordsOf(text, separator);
      if (!records || !isTable(records)) continue;
      const parts = columnsOf(text, records);
      const worth = parts.reduce((sum, part) => sum + worthOf(part.text), 0);
      if (worth > most) [best, most] = [parts, worth];
    }
    return best;
  },
} satisfies Wrapping;
