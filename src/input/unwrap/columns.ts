import type { Part } from './define.ts';
import { worthOf } from './evidence.ts';
import { type Text, TextBuilder } from './text.ts';

/* The cells of a table, however it is written. */

/** A cell: characters [from, to) of a line, without the quotes around it. One in quotes may go on over lines. */
export interface Piece {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}
export type Cell = readonly Piece[];

const hostName = /^"?(?:host(?:_?name)?|node(?:_?name)?|instance|machine|server|minion|pod)"?$/i;

/** What is in turn wrapped says nothing yet: then the longest is it. */
export const isMore = (
  a: { worth: number; length: number },
  b: { worth: number; length: number },
): boolean => (a.worth <= 0 && b.worth <= 0 ? a.length > b.length : a.worth > b.worth);

/** The column that says most, for each host that another one names. */
export function columnsOf(
  text: Text,
  records: readonly Cell[][],
  write: (builder: TextBuilder, text: Text, cell: Cell) => void,
): Part[] {
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
    let best: { text: Text; worth: number; length: number } | undefined;
    for (let column = 0; column < width; column++) {
      const builder = new TextBuilder(text);
      for (const record of own) write(builder, text, record[column] ?? []);
      const inside = builder.finish();
      const worth = worthOf(inside);
      const { length } = inside;
      if (!best || isMore({ worth, length }, best)) best = { text: inside, worth, length };
    }
    return best ? [{ text: best.text, ...(host === '' ? {} : { label: host }) }] : [];
  });
}

const textOf = (text: Text, [piece]: Cell): string =>
  piece ? (text.lines[piece.line] as string).slice(piece.from, piece.to) : '';
