import { type AddressKey, domainIn, formatKey, routingIdIn } from '../model/address.ts';
import { ConfigSpace, configSpaceSize, type Range } from '../model/config-space.ts';
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import { type IrregularRow, PciFunction, type Surroundings } from '../model/function.ts';
import { hex } from '../model/hex.ts';
import { withFacts } from './beside.ts';
import type { Diagnostics } from './diagnostics.ts';

/*
 * Every byte that a text states goes through here, and here alone is decided what happens when it is stated again: the
 * first value is kept, since a paste that repeats a row with another value contradicts itself. The same value again is
 * nothing new. `facts.ts` holds the same for words, `copies.ts` for whole Functions that come more than once.
 */

type Row = { -readonly [Key in keyof IrregularRow]-?: IrregularRow[Key] };

/** The first byte that was given another value. */
interface Conflict {
  readonly offset: number;
  readonly kept: number;
  readonly other: number;
  readonly line: number;
  readonly column: number;
  /** How many bytes were given another value. */
  count: number;
}

/** What a row brought. */
export type Brought = 'new' | 'repeated' | 'conflicting';

/** Room that a reader made for the bytes: 4,096 zeros from `base` on. */
export interface Room {
  readonly segment: Uint8Array;
  readonly base: number;
}

/** What is known about a Function beside its bytes. */
export interface About {
  readonly key: AddressKey;
  readonly file: string;
  /** Its first line, and the one of the row at offset 0 of a regular dump. */
  readonly line: number;
  readonly firstRow: number;
  readonly surroundings: Surroundings;
}

/** The bytes of one Function as they come, in any order, and where each was written. */
export class Space {
  #segment: Uint8Array;
  readonly #base: number;
  #size: number;
  /** 1 for each byte that is known; without them, all below `end` are. */
  #marks: Uint8Array | undefined;
  #end = 0;
  #stored = 0;
  #rows: Row[] | undefined;
  #conflict: Conflict | undefined;

  /** Without a room, the bytes get one of their own, which grows with them. */
  constructor(room?: Room) {
    this.#segment = room?.segment ?? new Uint8Array(64);
    this.#base = room?.base ?? 0;
    this.#size = room ? configSpaceSize : 64;
  }

  /** The end of the last known byte. */
  get end(): number {
    return this.#end;
  }

  /** Bytes of the room that have to be kept: all after them are zero. */
  get stored(): number {
    return this.#stored;
  }

  /** A regular dump of [0, end) was written into the room; all from `stored` on is zero. */
  extend(end: number, stored: number): void {
    this.#end = end;
    if (stored > this.#stored) this.#stored = stored;
  }

  knows(offset: number): boolean {
    return this.#marks ? this.#marks[offset] === 1 : offset >= 0 && offset < this.#end;
  }

  /** The byte at an offset, 0 where none is known. */
  valueAt(offset: number): number {
    return this.knows(offset) ? (this.#segment[this.#base + offset] as number) : 0;
  }

  /** Takes `count` bytes of a line, each with its column. None may be past the end of configuration space. */
  put(
    offset: number,
    values: ArrayLike<number>,
    columns: ArrayLike<number>,
    count: number,
    line: number,
  ): Brought {
    if (count === 0) return 'new';
    const end = offset + count;
    const marks = this.#marksUpTo(end);
    const segment = this.#segment;
    const base = this.#base;
    let known = 0;
    let differing = 0;
    for (let n = 0; n < count; n++) {
      const at = offset + n;
      const value = values[n] as number;
      const column = columns[n] as number;
      if (marks[at] !== 1) {
        marks[at] = 1;
        segment[base + at] = value;
        this.#notePlace(at, line, column);
        continue;
      }
      known++;
      const kept = segment[base + at] as number;
      if (kept === value) continue;
      differing++;
      this.#conflict ??= { offset: at, kept, other: value, line, column, count: 0 };
      this.#conflict.count++;
    }
    if (end > this.#end) this.#end = end;
    if (end > this.#stored) this.#stored = end;
    return differing > 0 ? 'conflicting' : known > 0 ? 'repeated' : 'new';
  }

  /** The parts of [from, to) that are not known. */
  *unknownIn(from: number, to: number): Generator<Range> {
    for (let start = from; start < to; start++) {
      if (this.knows(start)) continue;
      let end = start + 1;
      while (end < to && !this.knows(end)) end++;
      yield { start, end };
      start = end;
    }
  }

  /**
   * The Function, once all its bytes have come. `code` is that of the diagnostic on values that differ, `config` the
   * bytes where another Function has the same.
   */
  finish(
    about: About,
    diagnostics: Diagnostics,
    code: DiagnosticCode,
    config: ConfigSpace = this.config(),
  ): PciFunction {
    const { key, file, line, firstRow, surroundings } = about;
    const irregular = this.#rows ? { irregular: this.#rows } : {};
    const fn = new PciFunction(
      domainIn(key),
      routingIdIn(key),
      config,
      { kind: 'rows', file, line, firstRow, ...irregular },
      withFacts(surroundings),
    );
    if (this.#conflict) reportConflict(this.#conflict, fn, file, diagnostics, code);
    return fn;
  }

  /** The bytes that have come. */
  config(): ConfigSpace {
    const ranges: Range[] = [];
    const marks = this.#marks;
    for (let at = 0; marks && at < this.#end; ) {
      const start = marks.indexOf(1, at);
      if (start < 0) break;
      const gap = marks.indexOf(0, start);
      at = gap < 0 ? marks.length : gap;
      ranges.push({ start, end: at });
    }
    const hasGaps = ranges.length > 1 || (ranges[0]?.start ?? 0) > 0;
    const stored = Math.min(this.#stored, this.#end);
    return new ConfigSpace(this.#segment, this.#base, stored, this.#end, hasGaps ? ranges : undefined);
  }

  #marksUpTo(end: number): Uint8Array {
    if (end > this.#size) {
      this.#size = end > 256 ? configSpaceSize : 256;
      const larger = new Uint8Array(this.#size);
      larger.set(this.#segment);
      this.#segment = larger;
      if (this.#marks) {
        const marks = new Uint8Array(this.#size);
        marks.set(this.#marks);
        this.#marks = marks;
      }
    }
    if (!this.#marks) {
      this.#marks = new Uint8Array(this.#size);
      this.#marks.fill(1, 0, this.#end);
    }
    return this.#marks;
  }

  /** Remembers where a byte was written; one that goes on where the last one was is part of its row. */
  #notePlace(offset: number, line: number, column: number): void {
    this.#rows ??= [];
    const last = this.#rows.at(-1);
    if (last && last.line === line && last.offset + last.length === offset) {
      if (last.length === 1) last.step = column - last.column;
      if (last.column + last.step * last.length === column) {
        last.length++;
        return;
      }
    }
    this.#rows.push({ offset, length: 1, line, column, step: 3 });
  }
}

function reportConflict(
  { offset, kept, other, line, column, count }: Conflict,
  fn: PciFunction,
  file: string,
  diagnostics: Diagnostics,
  code: DiagnosticCode,
): void {
  const values = `${hex(other)} here, ${hex(kept)} before`;
  const more = count === 1 ? '' : `, as for ${count - 1} more of this Function`;
  diagnostics.push({
    code,
    severity: 'error',
    message: `byte ${hex(offset)} was already given a different value (${values}); the first one is kept${more}`,
    at: { file, line, column },
    function: formatKey(fn.key),
    related: [{ message: 'first given here', at: fn.positionOf(offset) }],
  });
}
