import type { Position } from '../../../../model/diagnostic.ts';
import type { Facts } from '../../../facts.ts';
import type { Row, Table, Value } from '../words/language.ts';
import { Lines, rowsOf, wordsIn } from '../words/match.ts';
import { type Place, positionIn, type TextLine } from './lines.ts';

/** Where the values that are read go. */
interface Reading {
  /** `sriov`; `vsec[1]` for the second of its name. */
  readonly base: string;
  /** The header's type, where the text tells it. */
  readonly layout: number | undefined;
  readonly place: Place;
}

/** States every field that the lines of the header or of one capability tell. */
export function stateFields(table: Table, lines: readonly TextLine[], reading: Reading, facts: Facts): void {
  const bits = new Map<string, Bits>();
  const block = new Lines(lines);
  for (const row of rowsToRead(table)) {
    for (const { line, index } of block.for(row)) {
      const found = wordsIn(row, line);
      const value = found && row.wording.read?.(found.words);
      if (value === undefined) continue;
      const at = positionIn(line, found?.at ?? 0, reading.place);
      const state = (path: string, one: Value): void => {
        facts.field(placed(path, row, index, reading), one, at);
      };
      if (typeof value === 'object') {
        for (const [path, one] of Object.entries(value)) if (one !== undefined) state(path, one);
      } else if (row.wording.bit) collect(bits, row, Number(value), at);
      else state(pathOf(row, reading.layout), value);
    }
  }
  for (const [path, { value, seen, of, at }] of bits)
    if (seen.size === of) facts.field(path.replace(/^\w+/, reading.base), value, at);
}

const toRead = new WeakMap<Table, readonly Row[]>();

function rowsToRead(table: Table): readonly Row[] {
  let rows = toRead.get(table);
  if (!rows) {
    rows = [...rowsOf(table), ...(table.forReading ?? [])].filter(({ wording }) => wording.read);
    toRead.set(table, rows);
  }
  return rows;
}

function pathOf({ path, or }: Row, layout: number | undefined): string {
  if (or?.layout !== undefined && or.layout === layout) return or.path;
  return path;
}

/** Bits of a field that each have their own words: only all of them tell its value. */
interface Bits {
  value: number;
  readonly seen: Set<number>;
  readonly of: number;
  readonly at: Position;
}

function collect(bits: Map<string, Bits>, { path, wording }: Row, set: number, at: Position): void {
  const { n, of } = wording.bit ?? { n: 0, of: 1 };
  const known = bits.get(path) ?? { value: 0, seen: new Set(), of, at };
  if (!known.seen.has(n)) known.value += set * 2 ** n;
  known.seen.add(n);
  bits.set(path, known);
}

/** The path as this Function has it: which of several capabilities of a name, which element of a repeat. */
function placed(path: string, row: Row, index: number, { base }: Reading): string {
  const name = /^\w+/.exec(path)?.[0] ?? '';
  const isOwn = row.path.startsWith(`${name}.`);
  return (isOwn && name !== 'header' ? path.replace(/^\w+/, base) : path).replace(
    '[0]',
    row.line.includes('#') ? `[${index}]` : '[0]',
  );
}
