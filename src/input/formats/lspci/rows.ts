import type { AddressKey } from '../../../model/address.ts';
import { type ConfigSpace, configSpaceSize } from '../../../model/config-space.ts';
import type { DiagnosticCode } from '../../../model/diagnostic-codes.ts';
import type { PciFunction, Surroundings } from '../../../model/function.ts';
import { hex } from '../../../model/hex.ts';
import { Arena } from '../../arena.ts';
import { RecentSpaces } from '../../recent-spaces.ts';
import { Space } from '../../sink.ts';
import { bytesPerRow, type Comparing, longestRow, takeRegularRows } from './fast-rows.ts';
import type { Place } from './place.ts';
import type { Remarks } from './remarks.ts';
import { countBytes, RowBytes, readRowBytes } from './row-bytes.ts';
import { RowChecks } from './row-checks.ts';

const decoder = new TextDecoder();

/** Regular rows of one Function in the buffer. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly rows: number;
  /** Bytes up to the last one that is not zero. */
  readonly stored: number;
}

interface Past {
  readonly offset: number;
  readonly values: Uint8Array;
  readonly columns: ArrayLike<number>;
  readonly line: number;
}

/** The rows of the Function that is read: regular ones by the fast path, all others by the sink. */
export class Rows {
  readonly #place: Place;
  readonly #remarks: Remarks;
  readonly #arena = new Arena();
  readonly #recent = new RecentSpaces();
  readonly #row = new RowBytes();
  #space = new Space();

  /** All rows of this Function, if they are one run. */
  #run: Run | undefined;
  /** The same of the Function before, as long as its text is in the buffer, and its bytes. */
  #before: { readonly run: Run; readonly config: ConfigSpace } | undefined;
  /** The bytes of this Function, where its rows are those of the one before: they are not in the room. */
  #same: ConfigSpace | undefined;

  /** Rows that are there, as long as they are regular. */
  #nextRow = 0;
  #firstRow = 0;
  /** What is odd; undefined as long as rows are regular. */
  #checks: RowChecks | undefined;
  #lastOffset = -1;
  /** The line of the last row. */
  #lastLine = 0;
  #afterBlank = false;
  /** Bytes that came past the end of their row: the row whose offset they have says what they are, wherever it comes. */
  #past: Past[] = [];
  /** Where bytes go on that a mail program put on the next line, and that line; -1 when the last row is whole. */
  #continuesAt = -1;
  #continuesOnLine = 0;

  constructor(place: Place, remarks: Remarks) {
    this.#place = place;
    this.#remarks = remarks;
  }

  /** A Function begins at a line; its rows follow. */
  begin(line: number): void {
    this.#arena.begin();
    this.#space = new Space(this.#arena);
    this.#run = undefined;
    this.#same = undefined;
    this.#nextRow = 0;
    this.#firstRow = line + 1;
    this.#checks = undefined;
    this.#lastOffset = -1;
    this.#lastLine = 0;
    this.#afterBlank = false;
    this.#past = [];
    this.#continuesAt = -1;
  }

  /** The buffer has other text than before. */
  forgetText(): void {
    this.#run = undefined;
    this.#before = undefined;
  }

  noteBlank(): void {
    this.#afterBlank = true;
  }

  /** Whether this row is the first of a Function whose own first line is missing. */
  isLost(offset: number): boolean {
    return offset === 0 && this.#afterBlank && this.#space.end > 0;
  }

  /** Whether an empty line was the last thing before a Function's first row. */
  get isAfterBlank(): boolean {
    return this.#afterBlank && this.#space.end === 0;
  }

  /** Whether a row at this offset goes on where the last one ended, with nothing but a line between the two. */
  goOnAfter(line: number, offset: number): boolean {
    return this.#lastLine === line - 1 && this.#place.line === line + 1 && offset === this.#reach;
  }

  /** Where the last bytes end. */
  get #reach(): number {
    const { offset = 0, values } = this.#past.at(-1) ?? {};
    return Math.max(this.#space.end, offset + (values?.length ?? 0));
  }

  /** Takes the regular rows that come next; where the line after them begins. */
  takeRegular(buffer: Comparing, view: DataView, start: number, end: number): number {
    const place = this.#place;
    const first = this.#nextRow;
    if (this.#checks || start + longestRow > end) return start;
    if (first > 0 && place.line !== this.#firstRow + first) return start;
    const same = first === 0 ? this.#runLikeBefore(buffer, start, end) : undefined;
    if (same) {
      this.#same = this.#before?.config;
      this.#run = same;
      this.#extend(same.rows, same.stored);
      return same.end;
    }
    const { segment, base } = this.#arena;
    const { row, at, stored, crlfRow } = takeRegularRows(buffer, view, start, end, first, segment, base);
    if (crlfRow >= 0) this.#remarks.note('lspci/crlf', place.line + crlfRow);
    if (row === first) return at;
    this.#fillRoom();
    this.#run = first === 0 ? { start, end: at, rows: row, stored } : undefined;
    this.#extend(row, stored);
    return at;
  }

  /** The rows from here on, if they are those of the Function before: VFs of a PF mostly have the same. */
  #runLikeBefore(buffer: Comparing, start: number, end: number): Run | undefined {
    if (!this.#before) return undefined;
    const { run } = this.#before;
    const stop = start + run.end - run.start;
    if (stop > end || buffer.compare?.(buffer, run.start, run.end, start, stop) !== 0) return undefined;
    return { ...run, start, end: stop };
  }

  /** Regular rows up to `row` were taken. */
  #extend(row: number, stored: number): void {
    const place = this.#place;
    if (this.#nextRow === 0) this.#firstRow = place.line;
    place.line += row - this.#nextRow;
    this.#nextRow = row;
    this.#space.extend(row * bytesPerRow, stored);
    this.#lastLine = place.line - 1;
  }

  /** Puts bytes that another Function has as well where more can be added to them. */
  #fillRoom(): void {
    if (!this.#same) return;
    this.#arena.segment.set(this.#same.slice(0, this.#space.stored), this.#arena.base);
    this.#same = undefined;
    this.#run = undefined;
  }

  /** Takes a row that begins at `start`, of which the offset ends at the colon. */
  take(buffer: Uint8Array, start: number, colonAt: number, end: number, offset: number): void {
    this.#lastLine = this.#place.line;
    if (this.#afterBlank) {
      this.#afterBlank = false;
      const message =
        'an empty line comes before this row: lspci -F drops it and the rows of the function after it';
      this.#place.remark('lspci/empty-line-inside', message, 1);
    }
    this.#takeBytes(buffer, start, colonAt + 1, end, offset, false);
  }

  /** Whether this line may be the rest of a row. */
  get mayContinue(): boolean {
    return this.#continuesAt >= 0 && this.#place.line === this.#continuesOnLine;
  }

  /** Takes bytes that belong to the row before: a line of nothing else right after a row that lacks some. */
  takeContinuation(buffer: Uint8Array, start: number, from: number, end: number): boolean {
    const offset = this.#continuesAt;
    if (!this.mayContinue) return false;
    const count = countBytes(buffer, from, end);
    if (count < 0 || count > bytesPerRow - (offset % bytesPerRow)) return false;
    this.#remarks.note('lspci/wrapped-row');
    this.#takeBytes(buffer, start, from, end, offset, true);
    return true;
  }

  #takeBytes(
    buffer: Uint8Array,
    start: number,
    from: number,
    end: number,
    offset: number,
    continued: boolean,
  ): void {
    const place = this.#place;
    const row = this.#row;
    this.#continuesAt = -1;
    const ended = readRowBytes(buffer, start, from, end, bytesPerRow, configSpaceSize - offset, row);
    const { count, stop } = row;
    const column = stop - start + 1;
    if (ended === 'characters') this.#remarks.note('lspci/ascii-column');
    else if (ended === 'no-byte') {
      const word = decoder.decode(buffer.subarray(stop, Math.min(wordEnd(buffer, stop, end), stop + 20)));
      const rest =
        count === 0
          ? 'the row was skipped'
          : `of the row ${count} ${count === 1 ? 'byte before it is' : 'bytes before it are'} kept`;
      place.report('error', 'lspci/bad-byte', `'${word}' is not a byte (two hex digits); ${rest}`, column);
    } else if (ended === 'too-large') {
      const message = 'bytes past FFFh, the end of configuration space, were skipped';
      place.report('error', 'lspci/offset-too-large', message, column);
    } else if (count === 0) {
      place.report('error', 'lspci/empty-row', `row ${hex(offset)} holds no bytes`, 1);
    }
    if (count === 0) return;
    this.#put(offset, continued);
    if (ended === 'whole' && (offset + count) % bytesPerRow !== 0) {
      this.#continuesAt = offset + count;
      this.#continuesOnLine = place.line + 1;
    }
  }

  /** Gives the row's bytes to the sink; the dump is not regular any more, unless this is the row that comes next. */
  #put(offset: number, continued: boolean): void {
    const place = this.#place;
    const { values, indices, count } = this.#row;
    this.#fillRoom();
    this.#run = undefined;
    const row = offset / bytesPerRow;
    if (!this.#checks && row === this.#nextRow && this.#isRegular(offset)) {
      if (row === 0 || place.line === this.#firstRow + row) {
        if (row === 0) this.#firstRow = place.line;
        this.#arena.segment.set(values.subarray(0, count), this.#arena.base + offset);
        this.#nextRow++;
        this.#space.extend(offset + count, offset + count);
        return;
      }
    }
    this.#checks ??= new RowChecks(place);
    if (continued) this.#checks.addToLast(count);
    else this.#checks.add(place.line, offset, count);
    const columns = indices.subarray(0, count).map((index) => place.column(index));
    const before = this.#space.end;
    const own = Math.min(count, bytesPerRow - (offset % bytesPerRow));
    const brought = this.#space.put(offset, values, columns, own, place.line);
    if (own < count)
      this.#past.push({
        offset: offset + own,
        values: values.slice(own, count),
        columns: columns.slice(own),
        line: place.line,
      });
    if (brought === 'repeated') {
      place.remarkOnFunction('lspci/repeated-row', `bytes at ${hex(offset)} again, with the same values`);
    } else if (brought === 'new' && offset < this.#lastOffset) {
      const message = `row ${hex(offset)} comes after row ${hex(this.#lastOffset)}`;
      place.report('warning', 'lspci/row-order', message, 1);
    } else if (brought === 'new' && offset > before) this.#checks.addGap(before, offset);
    this.#lastOffset = offset;
  }

  /** Whether the row is as lspci prints it. */
  #isRegular(offset: number): boolean {
    const { indices, count } = this.#row;
    const first = offset < 0x100 ? 4 : 5;
    return (
      count === bytesPerRow &&
      this.#place.columnOf === undefined &&
      indices[0] === first &&
      indices[bytesPerRow - 1] === first + 3 * (bytesPerRow - 1)
    );
  }

  /** Ends the Function that began at a line. */
  finish(key: AddressKey, line: number, surroundings: Surroundings): PciFunction {
    const place = this.#place;
    const space = this.#space;
    const { file, diagnostics } = place;
    const about = { key, file, line, firstRow: this.#firstRow, surroundings };
    for (const { offset, values, columns, line: on } of this.#past)
      space.put(offset, values, columns, values.length, on);
    this.#checks?.finish(space, this.#nextRow > 0);
    const config = this.#same ?? this.#keep(space.config());
    const fn = space.finish(about, diagnostics, 'lspci/conflicting-row', config);
    this.#reportShort(space.end, line);
    this.#before = this.#run && { run: this.#run, config };
    return fn;
  }

  /** Keeps bytes in the room, if no Function before has the same. */
  #keep(own: ConfigSpace): ConfigSpace {
    const config = this.#recent.sharing(own);
    if (config === own) this.#arena.keep(this.#space.stored);
    else this.#arena.clear(this.#space.stored);
    return config;
  }

  #reportShort(end: number, line: number): void {
    const short = (code: DiagnosticCode, message: string): void =>
      this.#place.reportAt('warning', code, message, line);
    if (end > 0 && end < 64) {
      short('lspci/short-header', `only ${end} of the first 64 bytes are there`);
    } else if (end > 64 && end < 256 && end !== 128) {
      short('lspci/truncated', `the bytes end at ${hex(end - 1)}, in the middle of the first 256`);
    } else if (end > 256 && end < configSpaceSize) {
      short('lspci/truncated', `the bytes end at ${hex(end - 1)}, before FFFh`);
    }
  }
}

function wordEnd(buffer: Uint8Array, start: number, end: number): number {
  let stop = start;
  while (stop < end && buffer[stop] !== 0x20) stop++;
  return stop;
}
