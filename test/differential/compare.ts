import { type Capability, FunctionView } from '../../src/decode/view.ts';
import { readBytes } from '../../src/input/read.ts';
import type { FieldPath } from '../../src/registers/index.ts';
import type { Row, Table, Value } from './fields/language.ts';
import { tables } from './fields.ts';
import { knownDifferences } from './known-differences.ts';
import { type PrintedBlock, type PrintedFunction, type PrintedLine, parseLspciText } from './lspci-text.ts';

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
  const blocks = printed.capabilities.filter((block) => block.offset >= 0);
  for (const block of blocks) {
    const capability = found.get(block.offset);
    const where = `capability ${block.title}`;
    if (!capability) {
      tally.differ({ where, ours: 'absent', lspci: `at ${block.offset.toString(16)}`, address });
      continue;
    }
    found.delete(block.offset);
    if (block.version !== undefined)
      tally.compare(where, `v${capability.entry.version}`, `v${block.version}`, address);
    const table = tableOf(capability.name);
    if (!table) continue;
    if (!table.title.test(block.title)) {
      tally.differ({
        where: `capability ${capability.name}`,
        ours: capability.name,
        lspci: block.title,
        address,
      });
      continue;
    }
    compareBlock(view, pathOf(capability), block, table, tally, address);
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

const byName = new Map<string, Table>();
for (const table of tables) for (const name of table.capabilities) byName.set(name, table);
const tableOf = (name: string): Table | undefined => byName.get(name);

function compareBlock(
  view: FunctionView,
  base: string,
  block: PrintedBlock,
  table: Table | undefined,
  tally: Tally,
  address: string,
): void {
  if (!table) return;
  const name = base.replace(/\[.*/, '');
  for (const row of table.rows) {
    for (const { line, index } of linesFor(row, block.lines)) {
      const lspci = patternOf(row).exec(line.text)?.[1];
      if (lspci === undefined) continue;
      tally.met.add(row);
      const where = `${name} ${row.line}: ${row.words}`;
      tally.compare(where, ourWords(view, base, row, index), lspci, address);
    }
  }
  for (const line of block.lines) {
    for (const [, word] of line.text.matchAll(
      /(?<=^|[\s(,;])([\w<>/](?:[\w<>/-]*[\w<>/])?)[+-](?=$|[\s,;)])/g,
    )) {
      if (
        !signsOf(table).has(`${line.label.replace(/\d+/, '#')}: ${word}`) &&
        !table.ignored?.includes(word as string)
      )
        tally.differ({ where: `${name} ${line.label}`, ours: 'no row', lspci: `${word}`, address });
    }
  }
}

function* linesFor(row: Row, lines: readonly PrintedLine[]): Generator<{ line: PrintedLine; index: number }> {
  if (row.line === 'all lines') {
    const text = lines.map((line) => (line.label ? `${line.label}: ${line.text}` : line.text)).join('; ');
    yield { line: { label: row.line, text }, index: 0 };
  }
  const nth = /^(.*) @(\d+)$/.exec(row.line);
  let count = 0;
  for (const line of lines) {
    if (nth) {
      if (line.label.replace(/ \d+$/, '') !== nth[1]) continue;
      if (count++ === Number(nth[2])) yield { line, index: Number(nth[2]) };
    } else if (row.line.includes('#')) {
      const [before, after] = row.line.split('#') as [string, string];
      const number = line.label.slice(before.length, line.label.length - after.length);
      if (line.label.startsWith(before) && line.label.endsWith(after) && /^\d+$/.test(number))
        yield { line, index: Number(number) };
    } else if (line.label === row.line) yield { line, index: 0 };
  }
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
  const value = read(row.path) ?? (row.or && read(row.or));
  if (value === undefined) return view.read(place(row.path)).state;
  const get = (path: FieldPath): number | undefined => {
    const other = read(path);
    return other === undefined ? undefined : Number(other);
  };
  return row.show(Number(value), get, value) ?? 'nothing';
}

const sameCapability = (a: string, b: string): boolean => a.split('.')[0] === b.split('.')[0];

const patterns = new WeakMap<Row, RegExp>();

function patternOf(row: Row): RegExp {
  let pattern = patterns.get(row);
  if (!pattern) {
    const source = row.words
      .split(/(\*\*|\*$|\*|±)/)
      .map((part, n, parts) => {
        if (part === '**') return '(.*)';
        if (part === '±') return '([+-])(?=$|[\\s,;)])';
        if (part === '*')
          return n >= parts.length - 2 && parts.at(-1) === '' ? '([^,;)\\]]*?)(?=$|[,;)\\]\\s])' : '(.*?)';
        return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
      })
      .join('');
    const begins = row.words.startsWith('*') ? '^' : /^[\w<>]/.test(row.words) ? '(?<=^|[\\s(,;=/])' : '';
    pattern = new RegExp(begins + source);
    patterns.set(row, pattern);
  }
  return pattern;
}

const signs = new WeakMap<Table, Set<string>>();

function signsOf(table: Table): Set<string> {
  let set = signs.get(table);
  if (!set) {
    set = new Set();
    for (const row of table.rows)
      if (row.words.endsWith('±'))
        set.add(`${row.line.replace(/@?\d+/, '#')}: ${/[\w<>/.-]*(?=±)/.exec(row.words)?.[0]}`);
    signs.set(table, set);
  }
  return set;
}
