import { addressKey, formatKey, routingIdOf } from '../model/address.ts';
import { ConfigSpace, configSpaceSize, type Range } from '../model/config-space.ts';
import type { Severity } from '../model/diagnostic.ts';
import { type IrregularRow, PciFunction } from '../model/function.ts';
import type { Diagnostics } from './diagnostics.ts';

/** The line that begins a Function. */
export interface Start {
  readonly domain?: number;
  readonly bus: number;
  readonly device: number;
  readonly fn: number;
  /** What the line says behind the address. */
  readonly text?: string;
}

/** Groups of hex digits from `from` to `to` of a line, for the bytes from `offset` on. */
export interface Row {
  readonly offset: number;
  readonly from: number;
  readonly to?: number;
}

/** How one program prints configuration spaces: lines that begin a Function, and rows of hex digits. */
export interface RowGrammar {
  start(line: string): Start | undefined;
  row(line: string): Row | undefined;
  /** Whether a group of several bytes is a number, whose low byte comes first in configuration space. */
  readonly littleEndian: boolean;
  /** Lines of this program that hold no bytes; others are reported. */
  ignores(line: string): boolean;
}

/** The lines of a file as Latin-1 text, without line ends. */
export function* linesOf(bytes: Uint8Array): Generator<{ text: string; line: number }> {
  const decoder = new TextDecoder('latin1');
  let line = 1;
  for (let at = 0; at < bytes.length; line++) {
    const stop = bytes.indexOf(0x0a, at);
    const end = stop < 0 ? bytes.length : stop;
    const last = end > at && bytes[end - 1] === 0x0d ? end - 1 : end;
    yield { text: decoder.decode(bytes.subarray(at, last)), line };
    at = end + 1;
  }
}

/** One Function whose bytes come in pieces, anywhere and in any order. */
export class FunctionRows {
  readonly #file: string;
  readonly #diagnostics: Diagnostics;
  readonly #start: Start;
  readonly #line: number;
  readonly #bytes = new Uint8Array(configSpaceSize);
  readonly #known = new Uint8Array(configSpaceSize);
  readonly #positions: IrregularRow[] = [];

  constructor(file: string, diagnostics: Diagnostics, start: Start, line: number) {
    this.#file = file;
    this.#diagnostics = diagnostics;
    this.#start = start;
    this.#line = line;
  }

  get address(): string {
    return formatKey(this.#key);
  }

  get #key(): number {
    const { domain = 0, bus, device, fn } = this.#start;
    return addressKey(domain, routingIdOf(bus, device, fn));
  }

  get isEmpty(): boolean {
    return this.#positions.length === 0;
  }

  /** Bytes in the order of the configuration space; the first stands at `column`, the others `step` columns on each. */
  put(offset: number, values: readonly number[], line: number, column: number, step: number): void {
    let conflict = -1;
    let count = 0;
    for (const value of values) {
      const at = offset + count;
      if (at >= configSpaceSize) break;
      if (this.#known[at] && this.#bytes[at] !== value && conflict < 0) conflict = at;
      this.#bytes[at] = value;
      this.#known[at] = 1;
      count++;
    }
    if (count > 0) this.#place({ offset, length: count, line, column, step });
    if (count < values.length)
      this.report('error', 'rows/offset-too-large', 'bytes past FFFh were skipped', line, column);
    if (conflict >= 0) {
      const message = `the byte at ${hex(conflict)} again, with another value; the later one is used`;
      this.report('error', 'rows/conflicting-bytes', message, line, column);
    }
  }

  report(severity: Severity, code: string, message: string, line: number, column: number): void {
    const at = { file: this.#file, line, column };
    this.#diagnostics.push({ code, severity, message, at, function: this.address });
  }

  /** `sparse`: gaps are how the program prints, and no sign of a lost row. */
  finish(sparse = false): PciFunction {
    const ranges: Range[] = [];
    for (let at = 0; at < configSpaceSize; at++) {
      if (!this.#known[at]) continue;
      const start = at;
      while (at < configSpaceSize && this.#known[at]) at++;
      ranges.push({ start, end: at });
    }
    const end = ranges.at(-1)?.end ?? 0;
    const whole = ranges.length === 0 || (ranges.length === 1 && ranges[0]?.start === 0);
    if (!whole && !sparse) {
      const gap = ranges[0]?.start === 0 ? ranges[0].end : 0;
      const next = (ranges.find(({ start }) => start > gap)?.start ?? gap) - 1;
      const message = `bytes ${hex(gap)} to ${hex(next)} are missing; they are treated as unknown`;
      this.report('warning', 'rows/gap', message, this.#line, 1);
    }
    const bytes = this.#bytes.subarray(0, end);
    const config = new ConfigSpace(bytes, 0, end, end, whole ? undefined : ranges);
    const { domain = 0, bus, device, fn, text } = this.#start;
    return new PciFunction(
      domain,
      routingIdOf(bus, device, fn),
      config,
      { kind: 'rows', file: this.#file, line: this.#line, firstRow: this.#line, irregular: this.#positions },
      text ? { text } : {},
    );
  }

  /** Joins what goes on where the last piece ended. */
  #place(row: Required<IrregularRow>): void {
    const last = this.#positions.at(-1) as Required<IrregularRow> | undefined;
    const goesOn =
      last &&
      last.line === row.line &&
      last.offset + last.length === row.offset &&
      last.step === row.step &&
      last.column + last.step * last.length === row.column;
    if (goesOn) this.#positions[this.#positions.length - 1] = { ...last, length: last.length + row.length };
    else this.#positions.push(row);
  }
}

/** Puts groups of 2, 4, 8 or 16 hex digits into a Function; returns how many bytes they were. */
export function putGroups(
  rows: FunctionRows,
  { text, line }: { readonly text: string; readonly line: number },
  { offset, from, to = text.length }: Row,
  littleEndian: boolean,
): number {
  const groups = /[^\s-]+/g;
  groups.lastIndex = from;
  let count = 0;
  for (let match = groups.exec(text); match && match.index < to; match = groups.exec(text)) {
    const [group] = match;
    const size = group.length / 2;
    if (!/^(?:[0-9a-f]{2}){1,8}$/i.test(group)) {
      const what = `'${group.slice(0, 20)}' is no group of bytes in hex digits; it and what follows in the line was skipped`;
      rows.report('error', 'rows/bad-byte', what, line, match.index + 1);
      break;
    }
    const bytes = Array.from({ length: size }, (_, n) => parseInt(group.slice(2 * n, 2 * n + 2), 16));
    const column = match.index + 1;
    if (size === 1) rows.put(offset + count, bytes, line, column, 3);
    else if (littleEndian) rows.put(offset + count, bytes.reverse(), line, column + 2 * (size - 1), -2);
    else rows.put(offset + count, bytes, line, column, 2);
    count += size;
  }
  return count;
}

/** Reads a file by a grammar. */
export function readRows(
  file: string,
  bytes: Uint8Array,
  grammar: RowGrammar,
  diagnostics: Diagnostics,
): PciFunction[] {
  const functions: PciFunction[] = [];
  const seen = new Map<string, number>();
  let rows: FunctionRows | undefined;
  let startLine = 0;
  let skippedLine = 0;
  let skipped = 0;
  const reportSkipped = (): void => {
    if (skipped === 0) return;
    const which = skipped === 1 ? 'this line is' : `this line and ${skipped - 1} more after it are`;
    const message = `${which} neither the beginning of a function nor a row of bytes; ${skipped === 1 ? 'it was' : 'they were'} skipped`;
    const at = { file, line: skippedLine, column: 1 };
    diagnostics.push({ code: 'rows/unknown-line', severity: 'warning', message, at });
    skipped = 0;
  };
  const close = (): void => {
    if (!rows) return;
    const before = seen.get(rows.address);
    if (before === undefined) seen.set(rows.address, startLine);
    else {
      const message = `${rows.address} is in this dump more than once; relations use the first one`;
      rows.report('error', 'rows/duplicate-function', message, startLine, 1);
    }
    functions.push(rows.finish());
  };
  for (const one of linesOf(bytes)) {
    const start = grammar.start(one.text);
    const row = start ? undefined : grammar.row(one.text);
    if (start || row) reportSkipped();
    if (start) {
      close();
      startLine = one.line;
      const wrong = start.device > 0x1f || start.fn > 7 || start.bus > 0xff;
      if (wrong) {
        const message = 'there is no such bus, device or function number; its rows were skipped';
        const at = { file, line: one.line, column: 1 };
        diagnostics.push({ code: 'rows/bad-address', severity: 'error', message, at });
      }
      rows = wrong ? undefined : new FunctionRows(file, diagnostics, start, one.line);
    } else if (row && rows) putGroups(rows, one, row, grammar.littleEndian);
    else if (row) {
      const message = 'a row of bytes with no function before it; it was skipped';
      const at = { file, line: one.line, column: 1 };
      diagnostics.push({ code: 'rows/row-without-function', severity: 'error', message, at });
    } else if (one.text.trim() !== '' && !grammar.ignores(one.text)) {
      if (skipped === 0) skippedLine = one.line;
      skipped++;
    }
  }
  reportSkipped();
  close();
  return functions;
}

export const hex = (n: number): string => `${n.toString(16).toUpperCase().padStart(2, '0')}h`;
