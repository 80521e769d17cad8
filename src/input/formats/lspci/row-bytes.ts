import { digit, isBlank, space } from './characters.ts';

/** Why a row's bytes end where they do. */
export type RowEnd = 'whole' | 'characters' | 'no-byte' | 'too-large';

/** The bytes of a row, taken again and again into the same memory. */
export class RowBytes {
  readonly values = new Uint8Array(longestRow);
  /** Index in the line of the first digit of each. */
  readonly indices = new Uint32Array(longestRow);
  count = 0;
  /** Where reading stopped, counted in the buffer. */
  stop = 0;
}
/** As many bytes as a configuration space has: some write all in one row. */
const longestRow = 4096;

/**
 * Reads bytes of two hex digits from buffer[from, end), at most `most`, in a line that begins at `start`. After
 * `usual` bytes come only characters that other programs print beside them.
 */
export function readRowBytes(
  buffer: Uint8Array,
  start: number,
  from: number,
  end: number,
  usual: number,
  most: number,
  row: RowBytes,
): RowEnd {
  const { values, indices } = row;
  let p = from;
  let count = 0;
  let ended: RowEnd = 'whole';
  while (p < end) {
    const c = buffer[p] as number;
    if (isBlank(c)) {
      p++;
      continue;
    }
    const high = digit[c] as number;
    const low = p + 1 < end ? (digit[buffer[p + 1] as number] as number) : -1;
    const isByte = high >= 0 && low >= 0 && isBlank(p + 2 < end ? buffer[p + 2] : space);
    if (count >= usual && (!isByte || (buffer[p - 1] === space && buffer[p - 2] === space))) {
      ended = 'characters';
      break;
    }
    if (!isByte || count >= most) {
      ended = isByte ? 'too-large' : 'no-byte';
      break;
    }
    values[count] = (high << 4) | low;
    indices[count] = p - start;
    count++;
    p += 2;
  }
  row.count = count;
  row.stop = p;
  return ended;
}

/** How many bytes are from `from` to `end`, if nothing else is there; else -1. */
export function countBytes(buffer: Uint8Array, from: number, end: number): number {
  let count = 0;
  for (let p = from; p < end; count++) {
    const isByte =
      p + 1 < end &&
      ((digit[buffer[p] as number] as number) | (digit[buffer[p + 1] as number] as number)) >= 0;
    if (!isByte || !isBlank(p + 2 < end ? buffer[p + 2] : space)) return -1;
    p += 3;
    while (p < end && isBlank(buffer[p])) p++;
  }
  return count;
}
