import { type AddressKey, formatKey } from '../model/address.ts';
import { configSpaceSize } from '../model/config-space.ts';
import type { Severity } from '../model/diagnostic.ts';
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import type { PciFunction, Surroundings } from '../model/function.ts';
import { hex } from '../model/hex.ts';
import { uniteSurroundings } from './copies.ts';
import type { Diagnostics } from './diagnostics.ts';
import { Space } from './sink.ts';

/** No line of a dump is longer; what is longer is skipped with a diagnostic. */
const longestLine = 16 << 10;
/** More Functions than four full domains have are not a dump. */
const mostFunctions = 4 << 16;

/** Hex digits without a blank between them: one byte, or a word of several. */
export interface Group {
  /** Column of the first digit, from 1. */
  readonly column: number;
  readonly digits: string;
}

/** `bytes`: a group's digits are bytes in order. `words`: a group is one little-endian number. */
export type GroupOrder = 'bytes' | 'words';

export interface Row {
  readonly groups: Group[];
  /** Index of the first character that belongs to no group. */
  readonly end: number;
}

const group = /(?:0x)?([0-9a-f]+)(?![^ \t\-|>*,;])/iy;

/**
 * Groups of hex digits from `from` on. It stops at what is none, at `gap` blanks between two groups (where the
 * same bytes follow as text), and when it has `most` bytes.
 */
export function groupsOf(text: string, from: number, gap: number, most = 64, longest = 16): Row {
  const groups: Group[] = [];
  let bytes = 0;
  let end = from;
  for (let at = from; bytes < most; ) {
    let next = at;
    while (text[next] === ' ' || text[next] === '\t') next++;
    // UEFI's shell has a dash between the eighth byte and the ninth.
    if (text[next] === '-' && next === at && groups.length > 0) next++;
    if (groups.length > 0 && (next === at || next - at >= gap)) break;
    group.lastIndex = next;
    const match = group.exec(text);
    const digits = match?.[1];
    if (!match || digits === undefined || digits.length % 2 !== 0 || digits.length > longest) break;
    at = end = group.lastIndex;
    groups.push({ column: at - digits.length + 1, digits });
    bytes += digits.length / 2;
  }
  return { groups, end };
}

export const byteCount = (groups: readonly Group[]): number =>
  groups.reduce((sum, { digits }) => sum + digits.length / 2, 0);

/** Values of the bytes of a group, in the order of their offsets. */
export function bytesOf({ digits }: Group, order: GroupOrder): number[] {
  const values: number[] = [];
  for (let n = 0; n < digits.length; n += 2) values.push(parseInt(digits.slice(n, n + 2), 16));
  return order === 'bytes' ? values : values.reverse();
}

export interface Line {
  /** One character for one byte. */
  readonly text: string;
  readonly number: number;
  readonly bytes: Uint8Array;
}

const utf8 = new TextDecoder();

/** What a line says from a column on, for people to read. */
export const wordsFrom = (line: Line, column: number): string =>
  utf8.decode(line.bytes.subarray(column - 1)).trim();

/** The lines of a text, one character for one byte, so that a column is a byte's. Too long ones are empty, and said. */
export function* linesOf(
  bytes: Uint8Array,
  report?: (number: number, length: number) => void,
): Generator<Line> {
  const decoder = new TextDecoder('latin1');
  let number = 1;
  // Editors do not count a byte order mark as a column.
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  for (let start = hasMark ? 3 : 0; start < bytes.length; number++) {
    const newline = bytes.indexOf(0x0a, start);
    const stop = newline < 0 ? bytes.length : newline;
    const end = stop > start && bytes[stop - 1] === 0x0d ? stop - 1 : stop;
    if (end - start > longestLine) {
      report?.(number, end - start);
      yield { text: '', number, bytes: bytes.subarray(end, end) };
    } else {
      const line = bytes.subarray(start, end);
      yield { text: decoder.decode(line), number, bytes: line };
    }
    start = stop + 1;
  }
}

/** How a format writes the rows of a Function. */
export interface RowForm {
  readonly order: GroupOrder;
  /** Blanks that end the digits, and bytes that a row has at most. */
  readonly gap?: number;
  readonly most?: number;
  /** What may be after the digits. */
  readonly after?: RegExp;
}

/** One Function of a text. */
interface Collected {
  readonly key: AddressKey;
  readonly line: number;
  /** As they were stated, the first first. */
  readonly surroundings: Surroundings[];
  readonly space: Space;
}

/** Collects what a text says about Functions, rows in any order, and says what could not be used. */
export class RowCollector {
  readonly file: string;
  readonly #diagnostics: Diagnostics;
  readonly #functions = new Map<AddressKey, Collected>();
  #current: Collected | undefined;
  #skipped = 0;
  #firstSkipped = 0;

  constructor(file: string, diagnostics: Diagnostics) {
    this.file = file;
    this.#diagnostics = diagnostics;
  }

  /** Whether rows have a Function to go to. */
  get isOpen(): boolean {
    return this.#current !== undefined;
  }

  get isEmpty(): boolean {
    return this.#functions.size === 0;
  }

  /** The rows that follow are of this Function; one that was there before goes on. */
  begin(key: AddressKey, line: number, surroundings: Surroundings = {}): void {
    this.#current = this.#functions.get(key);
    if (this.#current) {
      const { surroundings: before } = this.#current;
      if (before.at(-1) !== surroundings && Object.keys(surroundings).length > 0) before.push(surroundings);
      return;
    }
    if (this.#functions.size >= mostFunctions) {
      this.report(
        'error',
        'input/too-large',
        `more than ${mostFunctions} functions; this one was skipped`,
        line,
      );
      return;
    }
    this.#current = { key, line, surroundings: [surroundings], space: new Space() };
    this.#functions.set(key, this.#current);
  }

  /** The rows that follow are nobody's. */
  end(): void {
    this.#current = undefined;
  }

  /** Takes a row of groups at an offset of the current Function; the offset after it. */
  take(offset: number, groups: readonly Group[], order: GroupOrder, line: number): number {
    const values: number[] = [];
    const columns: number[] = [];
    for (const one of groups) {
      const { column, digits } = one;
      const bytes = digits.length / 2;
      if (offset + values.length + bytes > configSpaceSize) {
        const what = 'bytes past FFFh were skipped: no configuration space is longer';
        this.report('warning', 'rows/offset-too-large', what, line, column);
        this.#current?.space.put(offset, values, columns, values.length, line);
        return offset + byteCount(groups);
      }
      values.push(...bytesOf(one, order));
      for (let n = 0; n < bytes; n++) columns.push(column + 2 * (order === 'words' ? bytes - 1 - n : n));
    }
    this.#current?.space.put(offset, values, columns, values.length, line);
    return offset + values.length;
  }

  /** Takes the groups of a line from a character on, and says what else is after them; how many bytes they are. */
  takeRow(line: Line, from: number, offset: number, form: RowForm): number {
    if (!this.#current) {
      this.orphan(line.number);
      return 0;
    }
    const { groups, end } = groupsOf(line.text, from, form.gap ?? Number.POSITIVE_INFINITY, form.most);
    this.take(offset, groups, form.order, line.number);
    const behind = line.text.slice(end);
    if (groups.length === 0 || !(form.after ?? /^[ \t]*$/).test(behind)) {
      this.badRow(line.number, end + 1 + behind.length - behind.trimStart().length);
    }
    return byteCount(groups);
  }

  /** Fills [start, end) with the bytes that are in front of it, `period` of them: what `*` in a row's place means. */
  repeat(start: number, end: number, period: number, line: number): void {
    const { space } = this.#current ?? {};
    if (!space) return;
    const filled: number[] = [];
    for (let at = start; at < Math.min(end, configSpaceSize); at++) {
      filled.push(space.valueAt(start - period + ((at - start) % period)));
    }
    space.put(start, filled, new Uint8Array(filled.length).fill(1), filled.length, line);
  }

  knows(start: number, end: number): boolean {
    const { space } = this.#current ?? {};
    if (!space || start < 0) return false;
    for (let at = start; at < end; at++) if (!space.knows(at)) return false;
    return true;
  }

  report(severity: Severity, code: DiagnosticCode, message: string, line: number, column = 1): void {
    this.#diagnostics.push({
      code,
      severity,
      message,
      at: { file: this.file, line, column },
      ...(this.#current ? { function: formatKey(this.#current.key) } : {}),
    });
  }

  /** What is wrong with a row that cannot be used from a column on. */
  badRow(line: number, column: number, what = 'this is not a byte in hex digits'): void {
    this.report('warning', 'rows/bad-byte', `${what}; the rest of the row was skipped`, line, column);
  }

  /** A row before the first Function. */
  orphan(line: number): void {
    this.report(
      'warning',
      'rows/row-without-function',
      'this row comes before any Function; it was skipped',
      line,
    );
  }

  /** A line that the tool does not print. */
  unknownLine(line: number): void {
    const message = 'this line is neither the beginning of a function nor a row of bytes; it was skipped';
    this.report('warning', 'rows/unknown-line', message, line);
  }

  /** A line too long to be one of a dump. */
  readonly tooLong = (line: number, length: number): void =>
    this.report('warning', 'rows/unknown-line', `a line of ${length} characters was skipped`, line);

  /** A line of other text, as logs and sessions have between: they are counted, and said once. */
  skip(line: number): void {
    if (this.#skipped++ === 0) this.#firstSkipped = line;
  }

  /** Every Function, in the order of the text. `sparse`: gaps are how the tool prints, no sign of a lost row. */
  finish(sparse = false): PciFunction[] {
    this.end();
    if (this.#skipped > 0) {
      const message =
        this.#skipped === 1
          ? 'this line holds no bytes; it was skipped'
          : `${this.#skipped} lines hold no bytes, the first of them here; they were skipped`;
      const at = { file: this.file, line: this.#firstSkipped, column: 1 };
      this.#diagnostics.remark({ code: 'rows/other-text', severity: 'info', message, at });
    }
    const functions = [...this.#functions.values()].map(({ key, line, surroundings, space }) =>
      space.finish(
        { key, file: this.file, line, firstRow: line, surroundings: uniteSurroundings(surroundings) },
        this.#diagnostics,
        'rows/conflicting-bytes',
      ),
    );
    if (sparse) return functions;
    for (const fn of functions) {
      const [first, second] = fn.config.ranges ?? [];
      if (!first) continue;
      const [from, to] = first.start > 0 ? [0, first.start] : [first.end, second?.start ?? first.end];
      const message = `bytes ${hex(from)} to ${hex(to - 1)} are missing; they are treated as unknown`;
      const at = fn.positionOf();
      this.#diagnostics.push({ code: 'rows/gap', severity: 'warning', message, at, function: fn.address });
    }
    return functions;
  }
}
