import { type Capability, FunctionView } from '../../src/decode/view.ts';
import { nameFits } from '../../src/input/formats/lspci/text/capability-names.ts';
import type { Row, Table, Value } from '../../src/input/formats/lspci/words/language.ts';
import { type LabelledLine, Lines, rowsOf, wordsIn } from '../../src/input/formats/lspci/words/match.ts';
import { tableOf } from '../../src/input/formats/lspci/words/tables.ts';
import { readBytes } from '../../src/input/read.ts';
import type { FieldPath } from '../../src/registers/index.ts';
import { knownDifferences } from './known-differences.ts';
import { type PrintedFunction, parseLspciText } from './lspci-text.ts';

/** One thing that lspci prints otherwise than we have it. */
export interface Difference {
  /** `pcie DevCtl: CorrErr±`. */
  readonly where: string;
  readonly ours: string;
  readonly lspci: string;
  readonly address: string;
}

/** What comparisons of any number of dumps found. */
export class Tally {
  functions = 0;
  fields = 0;
  readonly unexplained: Difference[] = [];
  /** How often each known difference occurred, by its place in the list. */
  readonly known = new Map<number, number>();
  /** Rows that met something that lspci printed. */
  readonly met = new Set<Row>();

  /** One value that both have. */
  compare(where: string, ours: string, lspci: string, address: string): void {
    this.fields++;
    if (ours !== lspci) this.differ({ where, ours, lspci, address });
  }

  /** The text is of another version than Debian's: words that only others have are met as well. */
  readonly #otherVersion: boolean;

  constructor(otherVersion = false) {
    this.#otherVersion = otherVersion;
  }

  rowsOf(table: Table): readonly Row[] {
    return this.#otherVersion ? rowsOf(table) : table.rows;
  }

  differ(difference: Difference): void {
    const n = knownDifferences.findIndex(
      (known) =>
        known.where.test(difference.where) &&
        known.ours.test(difference.ours) &&
        known.lspci.test(difference.lspci),
    );
    if (n < 0) this.unexplained.push(difference);
    else this.known.set(n, (this.known.get(n) ?? 0) + 1);
  }

  /** The first differences of each place, one a line. */
  report(most = 3): string {
    const places = new Map<string, Difference[]>();
    for (const difference of this.unexplained)
      places.set(difference.where, [...(places.get(difference.where) ?? []), difference]);
    const lines: string[] = [];
    for (const [where, list] of places) {
      lines.push(`${where} (${list.length})`);
      for (const { address, ours, lspci } of list.slice(0, most))
        lines.push(`  ${address}: ours '${ours}', lspci '${lspci}'`);
    }
    return lines.join('\n');
  }
}

/** Compares what both say about one dump. */
export function compareDump(dump: Uint8Array, lspciText: string, tally: Tally): void {
  const { functions } = readBytes('dump', dump, 'lspci');
  const printed = new Map<string, PrintedFunction>();
  for (const one of parseLspciText(lspciText)) if (!printed.has(one.address)) printed.set(one.address, one);
  const seen = new Set<string>();
  for (const fn of functions) {
    if (seen.has(fn.address)) continue;
    seen.add(fn.address);
    const other = printed.get(fn.address);
    if (!other) {
      tally.differ({ where: 'function', ours: 'present', lspci: 'absent', address: fn.address });
      continue;
    }
    tally.functions++;
    compareFunction(new FunctionView(fn), other, tally);
  }
  for (const address of printed.keys()) {
    if (!seen.has(address)) tally.differ({ where: 'function', ours: 'absent', lspci: 'present', address });
  }
}

function compareFunction(view: FunctionView, printed: PrintedFunction, tally: Tally): void {
  const { address } = printed;
  compareBlock(view, 'header', printed.header, tableOf('header'), tally, address);
  const found = new Map(view.capabilities.map((capability) => [capability.entry.offset, capability]));
  const blocks = printed.capabilities.filter((block) => block.offset !== undefined);
  for (const block of blocks) {
    const offset = block.offset ?? 0;
    const capability = found.get(offset);
    const where = `capability ${block.title}`;
    if (!capability) {
      tally.differ({ where, ours: 'absent', lspci: `at ${offset.toString(16)}`, address });
      continue;
    }
    found.delete(offset);
    if (block.version !== undefined)
      tally.compare(where, `v${capability.entry.version}`, `v${block.version}`, address);
    if (!nameFits(capability.name, capability.entry.kind, block.title)) {
      tally.differ({
        where: `capability ${capability.name}`,
        ours: capability.name,
        lspci: block.title,
        address,
      });
      continue;
    }
    const table = tableOf(capability.name);
    compareBlock(view, pathOf(capability), block.lines(table), table, tally, address);
  }
  // Without the right to read them lspci prints no capability at all.
  if (printed.capabilities.length !== blocks.length) return;
  for (const { name, entry } of found.values())
    tally.differ({
      where: `capability ${name}`,
      ours: `at ${entry.offset.toString(16)}`,
      lspci: 'absent',
      address,
    });
}

const pathOf = ({ name, instance }: Capability): string => (instance > 0 ? `${name}[${instance}]` : name);

function compareBlock(
  view: FunctionView,
  base: string,
  lines: readonly LabelledLine[],
  table: Table | undefined,
  tally: Tally,
  address: string,
): void {
  if (!table) return;
  const name = base.replace(/\[.*/, '');
  const rows = tally.rowsOf(table);
  const block = new Lines(lines);
  for (const row of rows) {
    for (const { line, index } of [...block.for(row), ...allLines(row, lines)]) {
      const lspci = wordsIn(row, line)?.words;
      if (lspci === undefined) continue;
      tally.met.add(row);
      const where = `${name} ${row.line}: ${row.words}`;
      tally.compare(where, ourWords(view, base, row, index), lspci, address);
    }
  }
  for (const line of lines) {
    for (const [, word] of line.text.matchAll(
      /(?<=^|[\s(,;])([\w<>/](?:[\w<>/-]*[\w<>/])?)[+-](?=$|[\s,;)])/g,
    )) {
      if (
        !signsOf(rows).has(`${line.label.replace(/\d+/, '#')}: ${word}`) &&
        !table.ignored?.includes(word as string)
      )
        tally.differ({ where: `${name} ${line.label}`, ours: 'no row', lspci: `${word}`, address });
    }
  }
}

/** Of a row that is about everything that stands there. */
function allLines(row: Row, lines: readonly LabelledLine[]): { line: LabelledLine; index: number }[] {
  if (row.line !== 'all lines') return [];
  const text = lines.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join('; ');
  return [{ line: { label: row.line, text }, index: 0 }];
}

function ourWords(view: FunctionView, base: string, row: Row, index: number): string {
  const place = (path: FieldPath): string =>
    path
      .replace(/^\w+/, path.startsWith('header.') ? 'header' : sameCapability(path, row.path) ? base : '$&')
      .replace('[0]', `[${index}]`);
  const read = (path: FieldPath): Value | undefined => {
    const reading = view.read(place(path));
    return reading.state === 'known' ? reading.value : undefined;
  };
  const value = read(row.path) ?? (row.or && read(row.or.path));
  if (value === undefined) return view.read(place(row.path)).state;
  const get = (path: FieldPath): number | undefined => {
    const other = read(path);
    return other === undefined ? undefined : Number(other);
  };
  return row.wording.show(Number(value), get, value) ?? 'nothing';
}

const sameCapability = (a: string, b: string): boolean => a.split('.')[0] === b.split('.')[0];

const signs = new WeakMap<readonly Row[], Set<string>>();

function signsOf(rows: readonly Row[]): Set<string> {
  let set = signs.get(rows);
  if (!set) {
    set = new Set();
    for (const row of rows)
      if (row.words.endsWith('±'))
        set.add(`${row.line.replace(/@?\d+/, '#')}: ${/[\w<>/.-]*(?=±)/.exec(row.words)?.[0]}`);
    signs.set(rows, set);
  }
  return set;
}
