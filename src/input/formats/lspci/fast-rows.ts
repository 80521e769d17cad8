import { configSpaceSize } from '../../../model/config-space.ts';
import { carriageReturn, digit, newline, space } from './characters.ts';

export const bytesPerRow = 16;
export const rowsPerFunction = configSpaceSize / bytesPerRow;
/** Characters of 16 bytes: two digits each, one space between. */
const rowText = 47;
/** No regular row is longer, whatever its line end; what holds fewer bytes may be one that has not come whole. */
export const longestRow = 56;

/** Value of two hex digits read as one little-endian number, or -1. */
const pair = new Int16Array(0x10000).fill(-1);
const digits = [...'0123456789abcdefABCDEF'].map((character) => character.charCodeAt(0));
for (const high of digits) {
  for (const low of digits) {
    pair[high | (low << 8)] = ((digit[high] as number) << 4) | (digit[low] as number);
  }
}

function wordOf(text: string): number {
  return (
    text.charCodeAt(0) | (text.charCodeAt(1) << 8) | (text.charCodeAt(2) << 16) | (text.charCodeAt(3) << 24)
  );
}

/** The first four characters of each row of a regular dump: `00: ` … `f0: `, then `100:` … `ff0:`. */
const prefixes = Int32Array.from({ length: rowsPerFunction }, (_, row) =>
  wordOf(row < 16 ? `${row.toString(16)}0: ` : `${row.toString(16)}0:`),
);
/** Eight characters as one number: such text is never NaN nor a zero with a sign, so that equal means the same. */
function eightOf(text: string): number {
  const view = new DataView(new ArrayBuffer(8));
  for (let n = 0; n < 8; n++) view.setUint8(n, text.charCodeAt(n));
  return view.getFloat64(0, true);
}
/** Sixteen zero bytes as text, from its three phases. */
const zero0 = eightOf('00 00 00');
const zero1 = eightOf('0 00 00 ');
const zero2 = eightOf(' 00 00 0');

/** The rows 100h to FF0h of a dump, all zero: long runs of them are compared at once. Made when first needed. */
function zeroRows(lineEnd: string): Uint8Array {
  const row = Array.from(`000:${' 00'.repeat(bytesPerRow)}${lineEnd}`, (character) =>
    character.charCodeAt(0),
  );
  const rows = new Uint8Array((rowsPerFunction - firstLongRow) * row.length);
  for (let n = firstLongRow; n < rowsPerFunction; n++) {
    const at = (n - firstLongRow) * row.length;
    rows.set(row, at);
    rows[at] = (n >> 4).toString(16).charCodeAt(0);
    rows[at + 1] = (n & 15).toString(16).charCodeAt(0);
  }
  return rows;
}
/** The first row of which the offset has three digits. */
const firstLongRow = 16;
let zerosLf: Uint8Array | undefined;
let zerosCrlf: Uint8Array | undefined;
function rowsOfZeros(isCrlf: boolean): Uint8Array {
  if (isCrlf) zerosCrlf ??= zeroRows('\r\n');
  else zerosLf ??= zeroRows('\n');
  return (isCrlf ? zerosCrlf : zerosLf) as Uint8Array;
}
/** Runs of a Function that are compared at once: where zeros and data alternate, it pays no longer. */
const mostZeroRuns = 6;
/** What Node's Buffer has beyond a Uint8Array: a comparison that is many times as fast as a loop. */
export interface Comparing extends Uint8Array {
  compare?(target: Uint8Array, targetStart: number, targetEnd: number, start: number, end: number): number;
}

/** How far regular rows went. */
export interface RowRun {
  /** The row that would come next. */
  readonly row: number;
  /** Where the next line begins. */
  readonly at: number;
  /** Bytes up to the last one that is not zero, or 0. */
  readonly stored: number;
  /** The first row, counted from the one that was asked for, that ends in CR LF; -1 if none. */
  readonly crlfRow: number;
}

/**
 * Takes the regular rows of one Function that are in buffer[at, end), from row `first` on: the expected offset, 16
 * bytes, the line end. Writes their bytes from segment[base] on, where zeros are already, and stops at what is
 * anything else.
 */
export function takeRegularRows(
  buffer: Comparing,
  view: DataView,
  start: number,
  end: number,
  first: number,
  segment: Uint8Array,
  base: number,
): RowRun {
  let i = start;
  let row = first;
  let stored = 0;
  let crlfRow = -1;
  let runs = buffer.compare === undefined ? mostZeroRuns : 0;
  let inRun = false;
  while (row < rowsPerFunction && i + longestRow <= end && view.getInt32(i, true) === prefixes[row]) {
    let p = i + 4;
    if (row >= firstLongRow) {
      if (buffer[p] !== space) break;
      p++;
    }
    const stop = p + rowText;
    let next: number;
    if (buffer[stop] === newline) next = stop + 1;
    else if (buffer[stop] === carriageReturn && buffer[stop + 1] === newline) {
      next = stop + 2;
      if (crlfRow < 0) crlfRow = row - first;
    } else break;
    if (
      view.getFloat64(p, true) !== zero0 ||
      view.getFloat64(p + 8, true) !== zero2 ||
      view.getFloat64(p + 16, true) !== zero1 ||
      view.getFloat64(p + 24, true) !== zero0 ||
      view.getFloat64(p + 32, true) !== zero2 ||
      view.getFloat64(p + 39, true) !== zero0
    ) {
      inRun = false;
      if (!takeRow(view, p, segment, base + row * bytesPerRow)) break;
      stored = (row + 1) * bytesPerRow;
    } else if (row >= firstLongRow && !inRun && runs < mostZeroRuns) {
      inRun = true;
      runs++;
      const width = next - i;
      const zeros = rowsOfZeros(buffer[stop] === carriageReturn);
      const count = Math.min(rowsPerFunction - row, Math.floor((end - i) / width));
      const from = (row - firstLongRow) * width;
      if (buffer.compare?.(zeros, from, from + count * width, i, i + count * width) === 0) {
        row += count;
        i += count * width;
        continue;
      }
    }
    row++;
    i = next;
  }
  return { row, at: i, stored, crlfRow };
}

/** What of four characters, read as one little-endian number, is not the blank after two digits. */
const blankWrong = (word: number): number => ((word >> 16) & 0xff) ^ space;

/**
 * Takes the 16 bytes of a row; false where they are not as lspci prints them. A function of its own: the loop over rows is
 * compiled in a third of the time without it.
 */
function takeRow(view: DataView, start: number, segment: Uint8Array, at: number): boolean {
  let digitsWrong = 0;
  let blanksWrong = 0;
  // Four bytes a turn, since one takes twice as long.
  for (let n = 0, p = start; n < bytesPerRow; n += 4, p += 12) {
    const word0 = view.getInt32(p, true);
    const word1 = view.getInt32(p + 3, true);
    const word2 = view.getInt32(p + 6, true);
    const word3 = view.getInt32(p + 9, true);
    const byte0 = pair[word0 & 0xffff] as number;
    const byte1 = pair[word1 & 0xffff] as number;
    const byte2 = pair[word2 & 0xffff] as number;
    const byte3 = pair[word3 & 0xffff] as number;
    digitsWrong |= byte0 | byte1 | byte2 | byte3;
    blanksWrong |= blankWrong(word0) | blankWrong(word1) | blankWrong(word2);
    // After the last byte the line ends.
    if (n + 4 < bytesPerRow) blanksWrong |= blankWrong(word3);
    segment[at + n] = byte0;
    segment[at + n + 1] = byte1;
    segment[at + n + 2] = byte2;
    segment[at + n + 3] = byte3;
  }
  if (digitsWrong >= 0 && blanksWrong === 0) return true;
  segment.fill(0, at, at + bytesPerRow);
  return false;
}
