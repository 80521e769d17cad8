import type { ConfigSpace } from '../../model/config-space.ts';
import type { Block } from './fields-of.ts';

/** A row of the hex dump, or several that hold nothing but zeros. */
export interface BytesRow {
  readonly offset: number;
  /** -1 where the dump does not hold a byte. */
  readonly bytes: readonly number[];
  /** The index of the block of each byte; -1 outside of all. */
  readonly blocks: readonly number[];
  /** How many bytes of zeros this row stands for; undefined of one that is shown. */
  readonly zeros?: number;
  /** How many bytes that are not in the dump. */
  readonly gap?: number;
}

/** Rows of zeros that nothing claims are one row. */
const fewestFolded = 2;

export function byteRows(config: ConfigSpace, list: readonly Block[], columns: number): BytesRow[] {
  const owner = new Int16Array(Math.max(config.end, 1)).fill(-1);
  list.forEach(({ offset, length }, n) => {
    owner.fill(n, offset, Math.min(config.end, offset + length));
  });
  const rows: BytesRow[] = [];
  let empty: BytesRow[] = [];
  const flush = (): void => {
    const [first] = empty;
    if (first && empty.length >= fewestFolded) {
      const size = empty.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const isGap = first.bytes.every((byte) => byte < 0);
      rows.push({
        offset: first.offset,
        bytes: [],
        blocks: [],
        ...(isGap ? { gap: size } : { zeros: size }),
      });
    } else rows.push(...empty);
    empty = [];
  };
  for (let offset = 0; offset < config.end; offset += columns) {
    const bytes: number[] = [];
    const owners: number[] = [];
    for (let n = offset; n < Math.min(config.end, offset + columns); n++) {
      bytes.push(config.u8(n));
      owners.push(owner[n] ?? -1);
    }
    const row = { offset, bytes, blocks: owners };
    const isEmpty =
      owners.every((one) => one < 0) && bytes.every((byte) => byte === bytes[0]) && (bytes[0] ?? 1) <= 0;
    if (empty.length > 0 && (!isEmpty || empty[0]?.bytes[0] !== bytes[0])) flush();
    if (isEmpty) empty.push(row);
    else rows.push(row);
  }
  flush();
  return rows;
}
