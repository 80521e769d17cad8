import { type ConfigSpace, configSpaceSize, type Range } from '../../../model/config-space.ts';
import type { IrregularRow } from '../../../model/function.ts';
import { Arena } from '../../arena.ts';
import { digit, hasByte, isBlank, space } from './characters.ts';
import { bytesPerRow } from './fast-rows.ts';
import type { Place } from './place.ts';
import type { Remarks } from './remarks.ts';

const decoder = new TextDecoder();
const hex = (n: number): string => `${n.toString(16).toUpperCase().padStart(2, '0')}h`;
const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** The rows of the Function that is read, those that are not regular with what is wrong about them. */
export class Rows {
  readonly arena = new Arena();
  readonly #place: Place;
  readonly #remarks: Remarks;

  /** Rows that are there, as long as they are regular. */
  nextRow = 0;
  stored = 0;
  firstRow = 0;
  /** What is known once a row was not regular. */
  ranges: { start: number; end: number }[] | undefined;
  irregular: IrregularRow[] | undefined;
  /** Whether an empty line stands before this one. */
  afterBlank = false;
  #rows: { line: number; offset: number; count: number }[] | undefined;
  #lastOffset = -1;
  /** Rows that something is missing before, unless it comes later. */
  #gaps: { line: number; column: number; from: number; to: number }[] | undefined;
  #conflict = false;
  /** Where bytes go on that a mail program put on the next line, and that line; -1 when the last row is whole. */
  #continuesAt = -1;
  #continuesOnLine = 0;
  #continued = false;

  constructor(place: Place, remarks: Remarks) {
    this.#place = place;
    this.#remarks = remarks;
  }

  begin(): void {
    this.nextRow = 0;
    this.stored = 0;
    this.firstRow = this.#place.line + 1;
    this.ranges = undefined;
    this.irregular = undefined;
    this.afterBlank = false;
    this.#rows = undefined;
    this.#lastOffset = -1;
    this.#gaps = undefined;
    this.arena.begin();
  }

  get knownEnd(): number {
    return this.ranges ? (this.ranges.at(-1)?.end ?? 0) : this.nextRow * bytesPerRow;
  }

  /** Takes a row that begins at `start`, of which the offset ends at the colon. */
  take(buffer: Uint8Array, start: number, colonAt: number, end: number, offset: number): void {
    if (this.afterBlank) {
      this.afterBlank = false;
      const message =
        'an empty line stands before this row: lspci -F drops it and the rows of the function after it';
      this.#place.remark('lspci/empty-line-inside', message, 1);
    }
    this.#takeBytes(buffer, start, colonAt + 1, end, offset);
  }

  /** Takes bytes that belong to the row before: a line of nothing else right behind a row that lacks some. */
  takeContinuation(buffer: Uint8Array, start: number, from: number, end: number): boolean {
    if (this.#continuesAt < 0 || this.#place.line !== this.#continuesOnLine) return false;
    let count = 0;
    for (let p = from; p < end; count++) {
      if (!hasByte(buffer, p, end) || !isBlank(p + 2 < end ? buffer[p + 2] : space)) return false;
      p += 3;
      while (p < end && isBlank(buffer[p])) p++;
    }
    if (count > bytesPerRow - (this.#continuesAt % bytesPerRow)) return false;
    this.#remarks.note('lspci/wrapped-row');
    this.#continued = true;
    this.#takeBytes(buffer, start, from, end, this.#continuesAt);
    this.#continued = false;
    return true;
  }

  /** Takes the bytes that stand from `p` to `end` of a line that begins at `start`. */
  #takeBytes(buffer: Uint8Array, start: number, from: number, end: number, offset: number): void {
    const { segment, base } = this.arena;
    const place = this.#place;
    this.#continuesAt = -1;
    let p = from;
    let count = 0;
    let column = 0;
    this.#conflict = false;
    while (p < end) {
      const c = buffer[p] as number;
      if (isBlank(c)) {
        p++;
        continue;
      }
      const high = digit[c] as number;
      const low = p + 1 < end ? (digit[buffer[p + 1] as number] as number) : -1;
      const isByte = high >= 0 && low >= 0 && isBlank(p + 2 < end ? buffer[p + 2] : space);
      if (count >= bytesPerRow && (!isByte || (buffer[p - 1] === space && buffer[p - 2] === space))) {
        // The column of characters that other programs print behind the bytes.
        this.#remarks.note('lspci/ascii-column');
        break;
      }
      if (!isByte) {
        let stop = p;
        while (stop < end && buffer[stop] !== space) stop++;
        const word = decoder.decode(buffer.subarray(p, Math.min(stop, p + 20)));
        const rest =
          count === 0
            ? 'the row was skipped'
            : `of the row ${plural(count, 'byte')} before it ${count === 1 ? 'is' : 'are'} kept`;
        const message = `'${word}' is not a byte (two hex digits); ${rest}`;
        place.report('error', 'lspci/bad-byte', message, p - start + 1);
        break;
      }
      if (offset + count >= configSpaceSize) {
        const message = 'bytes past FFFh, the end of configuration space, were skipped';
        place.report('error', 'lspci/offset-too-large', message, p - start + 1);
        break;
      }
      if (count === 0) column = p - start + 1;
      const value = (high << 4) | low;
      const at = offset + count;
      if (this.#isKnown(at) && segment[base + at] !== value) this.#conflict = true;
      segment[base + at] = value;
      count++;
      p += 2;
    }
    if (count > 0) {
      this.#addRange(offset, count, column);
      if (p >= end && (offset + count) % bytesPerRow !== 0) {
        this.#continuesAt = offset + count;
        this.#continuesOnLine = place.line + 1;
      }
    } else if (p >= end) place.report('error', 'lspci/empty-row', `row ${hex(offset)} holds no bytes`, 1);
  }

  #isKnown(offset: number): boolean {
    if (!this.ranges) return offset < this.nextRow * bytesPerRow;
    return this.ranges.some((range) => offset >= range.start && offset < range.end);
  }

  /** Records a row that the fast path did not take, and turns to ranges where the dump is not regular. */
  #addRange(offset: number, count: number, column: number): void {
    const place = this.#place;
    const end = offset + count;
    this.stored = Math.max(this.stored, end);
    const regularColumn = offset < 0x100 ? 5 : 6;
    const row = offset / bytesPerRow;
    if (!this.ranges) {
      const inOrder =
        row === this.nextRow && count === bytesPerRow && column === regularColumn && !place.columnOf;
      if (inOrder && (row === 0 || place.line === this.firstRow + row)) {
        if (row === 0) this.firstRow = place.line;
        this.nextRow++;
        return;
      }
      this.ranges = this.nextRow > 0 ? [{ start: 0, end: this.nextRow * bytesPerRow }] : [];
    }
    this.#rows ??= [];
    const before = this.#rows.at(-1);
    if (before && this.#continued) before.count += count;
    else this.#rows.push({ line: place.line, offset, count });
    this.#addPositions(offset, count, column);
    const overlap = this.ranges.some((range) => offset < range.end && end > range.start);
    if (this.#conflict) {
      const message = `bytes at ${hex(offset)} again, with other values; the later ones are used`;
      place.report('error', 'lspci/conflicting-row', message, 1);
    } else if (overlap) {
      place.report('warning', 'lspci/repeated-row', `bytes at ${hex(offset)} again, with the same values`, 1);
    } else if (offset < this.#lastOffset) {
      const message = `row ${hex(offset)} stands after row ${hex(this.#lastOffset)}`;
      place.report('warning', 'lspci/row-order', message, 1);
    } else if (offset > this.knownEnd) {
      this.#gaps ??= [];
      this.#gaps.push({ line: place.line, column: place.column(0), from: this.knownEnd, to: offset });
    }
    this.ranges = merge([...this.ranges, { start: offset, end }]);
    this.#lastOffset = offset;
  }

  /** Where bytes stand: one entry for all that are three columns apart. */
  #addPositions(offset: number, count: number, column: number): void {
    const place = this.#place;
    this.irregular ??= [];
    for (let n = 0; n < count; ) {
      const first = place.column(column - 1 + 3 * n);
      let length = 1;
      while (n + length < count && place.column(column - 1 + 3 * (n + length)) === first + 3 * length)
        length++;
      this.irregular.push({ offset: offset + n, length, line: place.line, column: first });
      n += length;
    }
  }

  /** Ends the Function: what its rows hold. Says what is odd about them as a whole. */
  finish(headerLine: number): ConfigSpace {
    let ranges: readonly Range[] | undefined = this.ranges;
    let end = this.knownEnd;
    if (ranges?.length === 1 && ranges[0]?.start === 0) {
      end = ranges[0].end;
      ranges = undefined;
    }
    this.#remarkRows();
    this.#reportGaps();
    const short = (code: string, message: string): void =>
      this.#place.reportAt('warning', code, message, headerLine);
    if (end > 0 && end < 64) {
      short('lspci/short-header', `only ${end} of the first 64 bytes are there`);
    } else if (end > 64 && end < 256 && end !== 128) {
      short('lspci/truncated', `the bytes end at ${hex(end - 1)}, in the middle of the first 256`);
    } else if (end > 256 && end < configSpaceSize) {
      short('lspci/truncated', `the bytes end at ${hex(end - 1)}, before FFFh`);
    }
    return this.arena.finish(this.stored, end, ranges);
  }

  /** Rows of other widths or offsets than the dump's own: cut or edited by hand. */
  #remarkRows(): void {
    const rows = this.#rows;
    if (!rows) return;
    const width = this.nextRow > 0 ? bytesPerRow : usualWidth(rows);
    for (const [n, { line, offset, count }] of rows.entries()) {
      if (count !== width && (n < rows.length - 1 || count > width)) {
        this.#place.remarkAt('lspci/row-width', `this row has ${count} bytes, the others ${width}`, line);
      }
      if (offset % width !== 0) {
        const message = `offset ${hex(offset)} is no multiple of ${width}`;
        this.#place.remarkAt('lspci/unaligned-offset', message, line);
      }
    }
  }

  /** What is missing at the end of a Function; rows in another order left nothing out. */
  #reportGaps(): void {
    for (const { line, column, from, to } of this.#gaps ?? []) {
      for (const { start, end } of without(from, to, this.ranges ?? [])) {
        const which =
          end - start === 1
            ? `byte ${hex(start)} is missing; it is`
            : `bytes ${hex(start)} to ${hex(end - 1)} are missing; they are`;
        this.#place.reportAt('warning', 'lspci/gap', `${which} treated as unknown`, line, column);
      }
    }
  }
}

/** What of [from, to) no range holds. */
function* without(from: number, to: number, ranges: readonly Range[]): Generator<Range> {
  let at = from;
  for (const { start, end } of ranges) {
    if (end <= at) continue;
    if (start >= to) break;
    if (start > at) yield { start: at, end: start };
    at = end;
  }
  if (at < to) yield { start: at, end: to };
}

function merge(ranges: { start: number; end: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** The width that most rows have; of two that are as frequent, the first. */
function usualWidth(rows: readonly { readonly count: number }[]): number {
  const frequency = new Map<number, number>();
  for (const { count } of rows) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  const [usual] = [...frequency].sort((a, b) => b[1] - a[1]);
  return usual?.[0] || bytesPerRow;
}
