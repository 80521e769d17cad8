/** A half-open range of offsets. */
export interface Range {
  /** The first offset. */
  readonly start: number;
  /** The first offset past it. */
  readonly end: number;
}

/** A configuration space never has more bytes than this. */
export const configSpaceSize = 4096;

/**
 * The configuration space of one Function as far as a dump holds it: bytes, and which of them are known.
 * Trailing zeros are known without being stored, so that a dump of mostly zeros stays small.
 */
export class ConfigSpace {
  readonly #store: Uint8Array;
  readonly #base: number;
  readonly #stored: number;
  /** All bytes below this offset are known, if there are no `ranges`; else the end of the last known one. */
  readonly end: number;
  /** Known ranges of a dump with gaps, in ascending order; undefined when [0, end) is known. */
  readonly ranges: readonly Range[] | undefined;

  /** @internal */
  constructor(store: Uint8Array, base: number, stored: number, end: number, ranges?: readonly Range[]) {
    this.#store = store;
    this.#base = base;
    this.#stored = stored;
    this.end = end;
    this.ranges = ranges;
  }

  /** All of `bytes` known, from offset 0. */
  static of(bytes: Uint8Array): ConfigSpace {
    const length = Math.min(bytes.length, configSpaceSize);
    return new ConfigSpace(bytes, 0, length, length);
  }

  /** How many bytes are known. */
  get knownBytes(): number {
    return this.ranges ? this.ranges.reduce((sum, range) => sum + range.end - range.start, 0) : this.end;
  }

  /** Where the known bytes are, in ascending order. */
  get knownRanges(): readonly Range[] {
    return this.ranges ?? (this.end > 0 ? [{ start: 0, end: this.end }] : []);
  }

  /** Whether all of [offset, offset + length) is known. */
  has(offset: number, length: number): boolean {
    const end = offset + length;
    if (end > this.end || offset < 0) return false;
    return this.ranges ? this.ranges.some((range) => offset >= range.start && end <= range.end) : true;
  }

  /** The byte at `offset`, or -1 when the dump does not hold it. */
  u8(offset: number): number {
    if (!this.has(offset, 1)) return -1;
    return offset < this.#stored ? (this.#store[this.#base + offset] ?? 0) : 0;
  }

  /** 16 bits, little endian, or -1 when the dump does not hold all of them. */
  u16(offset: number): number {
    if (!this.has(offset, 2)) return -1;
    return this.#at(offset) | (this.#at(offset + 1) << 8);
  }

  /** 32 bits, little endian and unsigned, or -1 when the dump does not hold all of them. */
  u32(offset: number): number {
    if (!this.has(offset, 4)) return -1;
    return (
      (this.#at(offset) |
        (this.#at(offset + 1) << 8) |
        (this.#at(offset + 2) << 16) |
        (this.#at(offset + 3) << 24)) >>>
      0
    );
  }

  /** Whether the same bytes are known and have the same values. It says no without a look if there are gaps. */
  equals(other: ConfigSpace): boolean {
    if (this === other) return true;
    if (this.end !== other.end || this.ranges || other.ranges) return false;
    const [less, more] = this.#stored < other.#stored ? [this, other] : [other, this];
    const stored = Math.min(less.#stored, this.end);
    const a = new DataView(less.#store.buffer, less.#store.byteOffset + less.#base, stored);
    const b = new DataView(more.#store.buffer, more.#store.byteOffset + more.#base, stored);
    const words = stored & ~3;
    for (let n = 0; n < words; n += 4) if (a.getInt32(n, true) !== b.getInt32(n, true)) return false;
    for (let n = words; n < stored; n++) if (a.getUint8(n) !== b.getUint8(n)) return false;
    for (let n = stored; n < Math.min(more.#stored, more.end); n++) if (more.#at(n) !== 0) return false;
    return true;
  }

  /** A copy of [start, end); bytes that are not known read 0, so ask `has` first. */
  slice(start: number, end: number): Uint8Array {
    const copy = new Uint8Array(end - start);
    for (const range of this.knownRanges) {
      const from = Math.max(start, range.start);
      const to = Math.min(end, range.end, this.#stored);
      if (from < to) copy.set(this.#store.subarray(this.#base + from, this.#base + to), from - start);
    }
    return copy;
  }

  /** Whether every known byte of [start, end) has this value, and at least one is known. */
  isFilledWith(value: number, start: number, end: number): boolean {
    let any = false;
    for (const range of this.knownRanges) {
      for (let offset = Math.max(start, range.start); offset < Math.min(end, range.end); offset++) {
        if (this.#at(offset) !== value) return false;
        any = true;
      }
    }
    return any;
  }

  #at(offset: number): number {
    return offset < this.#stored ? (this.#store[this.#base + offset] as number) : 0;
  }
}
