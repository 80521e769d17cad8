import { type AddressKey, formatKey, parseAddress } from '../model/address.ts';
import { configSpaceSize } from '../model/config-space.ts';
import type { PciFunction } from '../model/function.ts';
import { addressInName } from './address-in-name.ts';
import { Diagnostics } from './diagnostics.ts';
import {
  byteCount,
  type Group,
  type GroupOrder,
  groupsOf,
  type Line,
  linesOf,
  RowCollector,
  wordsFrom,
} from './hex-rows.ts';
import { headerScore, looksLikeHeader } from './plausible.ts';

/* The grammars: hexdump(1) of util-linux and BSD, xxd(1), and od(1) of POSIX as GNU and BSD print it. */

interface HexLine {
  readonly kind: 'row';
  /** As written; undefined where offsets are left out (`od -A n`). */
  readonly offset: string | undefined;
  readonly colon: boolean;
  readonly groups: readonly Group[];
  /** Column of what is neither a hex digit nor in a text column. */
  readonly badColumn?: number;
}
type Parsed =
  | HexLine
  | { readonly kind: 'star' }
  | { readonly kind: 'address'; readonly key: AddressKey; readonly text?: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'other' };

/** How the offsets of a file are written. */
interface Offsets {
  /** undefined where rows have none. */
  readonly base: 16 | 8 | 10 | undefined;
  /** Whether rows are those of a table, whose first column counts 00, 10, 20 without a mark. */
  readonly inTable: boolean;
}

/** How the numbers of a file are to be read. */
interface Style extends Offsets {
  readonly order: GroupOrder;
}

/** Rows by which base and byte order are settled. */
const rowsToLookAt = 2048;
const offsetPart = /^([ \t]*)(?:0x)?([0-9a-f]{2,16})(:?)(?=[ \t]|$)/i;
const addressComment = /^#[ \t]*((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])(?=[ \t]|$)/i;

function parseLine(line: Line, inTable = false): Parsed {
  const { text } = line;
  if (/^[ \t]*$/.test(text) || (inTable && heading.test(text))) return { kind: 'blank' };
  if (/^[ \t]*\*[ \t]*$/.test(text)) return { kind: 'star' };
  const comment = addressComment.exec(text);
  if (comment) {
    const key = parseAddress(comment[1] as string);
    if (key !== undefined) return { kind: 'address', key, text: wordsFrom(line, comment[0].length + 1) };
  }
  return (inTable ? tableRow(text) : undefined) ?? rowOf(text) ?? addressLine(text);
}

/** `00`, `0x10` or `100h` and a column, before bytes or larger numbers. */
const firstColumn = /^[ \t]*(?:0x)?([0-9a-f]{2,3})h?(?:[ \t]*\||(?=[ \t]))(?=[ \t]*(?:0x)?[0-9a-f]{2})/i;
/** The numbers of the columns, which a table has above them. */
const heading =
  /^[ \t|]*(?:offset[ \t|]+)?(?:0x)?0?0[ \t]+(?:0x)?0?[1248](?:[ \t]+(?:0x)?[0-9a-f]{1,2})*[ \t|]*$/i;

function tableRow(text: string): HexLine | undefined {
  const column = firstColumn.exec(text);
  if (!column) return undefined;
  const { groups, end } = bytesBeforeText(text, column[0].length);
  if (![4, 8, 16, 32].includes(byteCount(groups))) return undefined;
  const after = rest(text, end, /^(?:[ \t]*(?:$|[|>])|[ \t]{2})/);
  return { kind: 'row', offset: column[1] as string, colon: false, groups, ...after };
}

/** Whether the first column of the rows counts the bytes of those before: no byte of a configuration space does. */
function isTable(bytes: Uint8Array): boolean {
  let [counts, others, expected] = [0, 0, -1];
  for (const { text } of linesOf(bytes)) {
    if (text.includes('\0')) return false;
    const row = heading.test(text) ? undefined : tableRow(text);
    if (!row) continue;
    const offset = parseInt(row.offset as string, 16);
    const width = byteCount(row.groups);
    // Rows may be missing, but those that are there go on.
    if (expected > 0 && offset >= expected && offset % width === 0) counts++;
    else if (offset !== 0) others++;
    expected = offset + width;
    if (counts + others > rowsToLookAt) break;
  }
  return counts > others;
}

function addressLine(text: string): Parsed {
  const key = addressInName(text);
  return key === undefined ? { kind: 'other' } : { kind: 'address', key };
}

/** `xxd -p`: nothing but digits, 60 a line. */
const plain = /^[ \t]*((?:[0-9a-f]{2}){12,64})[ \t]*$/i;

function rowOf(text: string): HexLine | undefined {
  const all60 = plain.exec(text)?.[1];
  if (all60 !== undefined) {
    const from = text.indexOf(all60) + 1;
    const groups = (all60.match(/../g) ?? []).map((digits, n) => ({ digits, column: from + 2 * n }));
    return { kind: 'row', offset: undefined, colon: false, groups };
  }
  const match = offsetPart.exec(text);
  if (!match) return undefined;
  const [all, indent = '', digits = '', mark] = match;
  if (mark === ':') return colonRow(text, digits, all.length);
  const { groups, end } = bytesBeforeText(text, all.length);
  const [first] = groups;
  // An offset is at the margin: 7 or 8 digits from hexdump, 6 or 7 from od. Eight before eight are a number.
  const size = digits.length;
  const next = first?.digits.length ?? 0;
  const isOffset =
    indent === '' && (size === 6 || size === 7 || (size > 7 && next < 8) || (size > 3 && next === 2));
  if (!isOffset) {
    const row = groupsOf(text, 0, Number.POSITIVE_INFINITY);
    if (row.groups.length < 2 && indent === '') return undefined;
    return {
      kind: 'row',
      offset: undefined,
      colon: false,
      groups: row.groups,
      ...rest(text, row.end, /^[ \t]*(?:$|[|>])/),
    };
  }
  const behind = groups.length === 16 ? /^(?:[ \t]*(?:$|[|>])|[ \t]{2})/ : /^[ \t]*(?:$|[|>])/;
  return { kind: 'row', offset: digits, colon: false, groups, ...rest(text, end, behind) };
}

/** After sixteen bytes and two blanks Format-Hex and certutil have them as text, with no mark before it. */
function bytesBeforeText(text: string, from: number): ReturnType<typeof groupsOf> {
  const row = groupsOf(text, from, Number.POSITIVE_INFINITY, 16);
  const goesOn = byteCount(row.groups) === 16 && /^[ \t][0-9a-f]/i.test(text.slice(row.end));
  return goesOn || row.groups.length < 16 ? groupsOf(text, from, Number.POSITIVE_INFINITY) : row;
}

/** `xxd` and its like: two blanks come before the same bytes as text, which may look like hex digits. */
function colonRow(text: string, offset: string, from: number): HexLine | undefined {
  let { groups, end } = groupsOf(text, from, text[from + 1] === ' ' ? 3 : 2);
  if (groups.length === 0) return undefined;
  const isBytes = (some: readonly Group[]): boolean => some.every(({ digits }) => digits.length === 2);
  if (groups.length === 8 && isBytes(groups)) {
    const second = groupsOf(text, end, 4, 8);
    if (second.groups.length === 8 && isBytes(second.groups)) {
      groups = [...groups, ...second.groups];
      end = second.end;
    }
  }
  return {
    kind: 'row',
    offset,
    colon: true,
    groups,
    ...rest(text, end, /^(?:[ \t]*$|[ \t]{2}|[ \t]*[|>*])/),
  };
}

function rest(text: string, end: number, allowed: RegExp): { badColumn?: number } {
  const behind = text.slice(end);
  if (allowed.test(behind)) return {};
  return { badColumn: end + 1 + behind.length - behind.trimStart().length };
}

function offsetsOf(bytes: Uint8Array): Offsets {
  return isTable(bytes) ? { base: 16, inTable: true } : { base: baseOf(bytes), inTable: false };
}

/** `od` counts in octal or decimal unless told otherwise; two rows in sequence tell. */
function baseOf(bytes: Uint8Array): Offsets['base'] {
  let before: HexLine | undefined;
  let seen = 0;
  let found: Style['base'];
  for (const line of linesOf(bytes)) {
    const parsed = parseLine(line);
    if (parsed.kind === 'row' && parsed.offset !== undefined) {
      if (++seen > rowsToLookAt) break;
      found = 16;
      if (before?.offset !== undefined) {
        for (const base of [16, 8, 10] as const) {
          const step = parseInt(parsed.offset, base) - parseInt(before.offset, base);
          if (step > 0 && step === byteCount(before.groups)) return base;
        }
      }
      before = parsed;
    } else if (parsed.kind !== 'blank') before = undefined;
  }
  return found;
}

/** Reads at most `mostRows` rows. */
function collect(
  file: string,
  bytes: Uint8Array,
  collector: RowCollector,
  style: Style,
  mostRows: number,
): void {
  let pending: { key: AddressKey; line: number } | undefined;
  let expected = 0;
  let period = 0;
  let star = 0;
  let rows = 0;
  let secondDump = false;
  const begin = (key: AddressKey, line: number, text?: string): void => {
    closeStar();
    collector.begin(key, line, text ? { text } : {});
    pending = undefined;
    expected = period = 0;
    secondDump = false;
  };
  const closeStar = (): void => {
    if (star > 0) {
      collector.report(
        'warning',
        'rows/open-repeat',
        'no offset follows this *, so how far it goes is not known',
        star,
      );
    }
    star = 0;
  };
  for (const line of linesOf(bytes, collector.tooLong)) {
    const { number } = line;
    const parsed = parseLine(line, style.inTable);
    if (parsed.kind === 'blank') continue;
    if (parsed.kind === 'star') {
      if (period === 0 || star > 0) {
        collector.report('warning', 'rows/bad-repeat', 'no row comes before this *; it was skipped', number);
      } else star = number;
      continue;
    }
    if (parsed.kind === 'address') {
      if (parsed.text !== undefined) begin(parsed.key, number, parsed.text);
      else {
        closeStar();
        pending = { key: parsed.key, line: number };
      }
      continue;
    }
    if (line.text.startsWith('#')) continue;
    // Where other rows have an offset, one without is a heading such as `00 01 02 03`.
    const isHeading = parsed.kind === 'row' && parsed.offset === undefined && style.base !== undefined;
    if (parsed.kind === 'other' || isHeading) {
      closeStar();
      period = 0;
      const first = /\S/.exec(line.text)?.index ?? 0;
      const message = 'this line is not a row of bytes and states no address; it was skipped';
      collector.report('warning', 'rows/unknown-line', message, number, first + 1);
      continue;
    }
    if (++rows > mostRows) break;
    if (pending) begin(pending.key, pending.line);
    else if (!collector.isOpen) {
      const named = addressInName(file);
      if (named === undefined) {
        const hint = 'put a line such as "# 0000:01:00.0" before its rows';
        const message = `the address is not in the file, so 0000:00:00.0 stands for it; ${hint}`;
        collector.report('info', 'raw/no-address', message, number);
      }
      begin(named ?? 0, number);
    }
    const offset = parsed.offset === undefined ? expected : parseInt(parsed.offset, style.base);
    if (!Number.isSafeInteger(offset)) {
      collector.badRow(number, 1, `the offset '${parsed.offset}' is not a number in base ${style.base}`);
      continue;
    }
    if (offset < expected && offset === 0 && period > 0) {
      const message = 'offsets begin again without a line that states an address; these rows were skipped';
      collector.report('warning', 'rows/duplicate-function', message, number);
      secondDump = true;
    }
    if (secondDump) continue;
    if (offset < expected && period > 0) {
      collector.report(
        'warning',
        'rows/offsets',
        'this row begins before the end of the one before it',
        number,
      );
    }
    if (star > 0) {
      if (offset > expected && period > 0) collector.repeat(expected, offset, period, star);
      else
        collector.report(
          'warning',
          'rows/bad-repeat',
          'the offset after this * is not past the row before it',
          star,
        );
      star = 0;
    } else if (offset > expected && period > 0) {
      const [from, to] = [expected, offset - 1].map((n) => `${n.toString(16).toUpperCase()}h`);
      collector.report('warning', 'rows/gap', `no bytes from ${from} to ${to}; they are unknown`, number);
    }
    const end = collector.take(offset, parsed.groups, style.order, number);
    if (parsed.badColumn !== undefined) collector.badRow(number, parsed.badColumn);
    if (end > offset) period = end <= configSpaceSize && collector.knows(offset, end) ? end - offset : 0;
    expected = end;
  }
  closeStar();
}

function collected(file: string, bytes: Uint8Array, style: Style, mostRows: number): PciFunction[] {
  const collector = new RowCollector(file, new Diagnostics(file));
  collect(file, bytes, collector, style, mostRows);
  return collector.finish(true);
}

const scoreOf = (functions: readonly PciFunction[]): number =>
  functions.reduce(
    (sum, { config }) =>
      sum + (config.has(0, 16) ? headerScore(config.slice(0, Math.min(config.end, 64))) : 0),
    0,
  );

/** Whether the numbers are bytes in order or little-endian words, and whether both could be. */
function orderOf(
  file: string,
  bytes: Uint8Array,
  offsets: Offsets,
): { order: GroupOrder; why: 'digits' | 'header' | 'tool' } {
  let colon = false;
  let width = 0;
  for (const line of linesOf(bytes)) {
    const parsed = parseLine(line, offsets.inTable);
    const first = parsed.kind === 'row' ? parsed.groups[0] : undefined;
    if (parsed.kind !== 'row' || !first) continue;
    colon = parsed.colon;
    width = first.digits.length;
    break;
  }
  if (width <= 2) return { order: 'bytes', why: 'digits' };
  // What the tool does that prints such rows: xxd bytes in order, od and hexdump numbers of the machine.
  const usual: GroupOrder = colon ? 'bytes' : 'words';
  const [asBytes, asWords] = (['bytes', 'words'] as const).map((order) =>
    scoreOf(collected(file, bytes, { ...offsets, order }, rowsToLookAt)),
  ) as [number, number];
  if (asBytes === asWords) return { order: usual, why: 'tool' };
  return { order: asBytes > asWords ? 'bytes' : 'words', why: 'header' };
}

/** Reads rows of hex digits; `order` when the user says how the digits of a number are. */
export function readHexdump(
  file: string,
  bytes: Uint8Array,
  diagnostics: Diagnostics,
  order?: GroupOrder,
): PciFunction[] {
  const collector = new RowCollector(file, diagnostics);
  const offsets = offsetsOf(bytes);
  const settled = order === undefined ? orderOf(file, bytes, offsets) : { order, why: 'digits' };
  collect(file, bytes, collector, { ...offsets, order: settled.order }, Number.POSITIVE_INFINITY);
  if (settled.why === 'tool') {
    const [taken, other] =
      settled.order === 'bytes'
        ? ['bytes in the order of their offsets', 'hexdump-le']
        : ['little-endian numbers', 'hexdump-be'];
    const message = `the digits can be read both ways; they were taken as ${taken}, --from ${other} takes them the other way`;
    collector.end();
    collector.report('warning', 'rows/byte-order', message, 1);
  }
  return collector.finish(true);
}

/** Whether a text is the dump of a configuration space: most lines are rows, and what they hold looks like a header. */
export function isHexdump(name: string, head: Uint8Array, whole: boolean): boolean {
  const bytes = whole ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1);
  const offsets = offsetsOf(bytes);
  let rows = 0;
  let others = 0;
  for (const line of linesOf(bytes)) {
    const { kind } = parseLine(line, offsets.inTable);
    if (kind === 'row' || kind === 'star') rows++;
    else if (kind === 'other') others++;
    // Most files are not dumps, which their beginning tells.
    if (line.bytes.includes(0) || others > 40 + rows) return false;
  }
  if (rows === 0 || others > rows / 4) return false;
  const { order } = orderOf(name, bytes, offsets);
  const functions = collected(name, bytes, { ...offsets, order }, rowsToLookAt);
  return functions.some(({ config, routingId, domain }) => {
    const hasAddress = routingId > 0 || domain > 0;
    return config.has(0, 64) && looksLikeHeader(config.slice(0, 64), hasAddress);
  });
}

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0');

/** One Function as `hexdump -C` prints it, without `*`, below a comment that states its address. */
export function* hexdumpOf(fn: PciFunction): Generator<string> {
  const { config } = fn;
  const text = fn.surroundings.text?.replace(/[\0-\x1f\x7f]+/g, ' ').trim();
  yield `# ${formatKey(fn.key)}${text ? ` ${text}` : ''}\n`;
  for (const { start, end } of config.knownRanges) {
    for (let offset = start; offset < end; ) {
      const stop = Math.min(end, (offset | 15) + 1);
      let digits = '';
      let shown = '';
      for (let at = offset; at < stop; at++) {
        const value = config.u8(at);
        digits += `${at - offset === 8 ? ' ' : ''} ${hex(value, 2)}`;
        shown += value >= 0x20 && value < 0x7f ? String.fromCharCode(value) : '.';
      }
      yield `${hex(offset, 8)} ${digits.padEnd(49)}  |${shown}|\n`;
      offset = stop;
    }
  }
  if (config.end > 0) yield `${hex(config.end, 8)}\n`;
}
