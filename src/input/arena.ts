import { ConfigSpace, configSpaceSize, type Range } from '../model/config-space.ts';

/** The first segment is small, for small dumps; each further one is four times as large, up to 16 MiB. */
const firstSize = 256 << 10;
const largestSize = 16 << 20;

/** Keeps the bytes of many configuration spaces in few large buffers, trailing zeros left out. */
export class Arena {
  segment = new Uint8Array(0);
  /** Start in `segment` of the configuration space being filled; 4,096 zero bytes follow it. */
  base = 0;

  /** Makes room for one configuration space. Fresh memory is zero, and stays untouched until written. */
  begin(): void {
    if (this.base + configSpaceSize > this.segment.length) {
      const size = this.segment.length === 0 ? firstSize : Math.min(this.segment.length * 4, largestSize);
      this.segment = new Uint8Array(size);
      this.base = 0;
    }
  }

  /** Ends the configuration space: bytes from `stored` on are zero. */
  finish(stored: number, end: number, ranges?: readonly Range[]): ConfigSpace {
    const space = new ConfigSpace(this.segment, this.base, stored, end, ranges);
    this.keep(stored);
    return space;
  }

  /** Drops a configuration space, of which `stored` bytes were written: the next one has its room. */
  clear(stored: number): void {
    this.segment.fill(0, this.base, this.base + stored);
  }

  /** Ends a configuration space that somebody else holds: its first `stored` bytes stay as they are. */
  keep(stored: number): void {
    this.base += stored;
  }
}
