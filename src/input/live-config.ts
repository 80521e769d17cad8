import { ConfigSpace, configSpaceSize, type Range } from '../model/config-space.ts';
import type { ByteSource } from './vfs.ts';

const unread = 0;
const read = 1;
const unreadable = 2;

/** Without privileges the kernel gives the first 64 bytes, of CardBus bridges the first 128. */
const openToAll = [64, 128];
const cardBus = 2;

/**
 * The configuration space of a Function of the running machine. To read it costs the Function time, and some registers
 * change by being read: so each is read when it is asked for, once. `end` is where reading is allowed to go.
 */
export class LiveConfigSpace extends ConfigSpace {
  readonly #source: ByteSource;
  readonly #bytes: Uint8Array;
  /** The state of each dword: unread, read or unreadable. */
  readonly #states: Uint8Array;

  private constructor(source: ByteSource, bytes: Uint8Array, end: number) {
    super(bytes, 0, end, end);
    this.#source = source;
    this.#bytes = bytes;
    this.#states = new Uint8Array((end + 3) >> 2);
  }

  /** Reads the header, and finds out how far reading may go. */
  static open(source: ByteSource): LiveConfigSpace {
    const size = Math.min(source.size, configSpaceSize);
    const header = source.read(0, Math.min(size, 64));
    if (header.length < 64) return new LiveConfigSpace(source, header.slice(), header.length);
    const bytes = new Uint8Array(size);
    bytes.set(header);
    let end = 64;
    // One dword after what everyone may read tells whether there is more; it is kept.
    const open = ((header[0x0e] as number) & 0x7f) === cardBus ? openToAll : openToAll.slice(0, 1);
    const probes = open.filter((offset) => offset < size);
    for (const offset of probes) {
      const probe = source.read(offset, 4);
      if (probe.length === 0) break;
      bytes.set(probe, offset);
      end = offset === probes.at(-1) ? size : (openToAll[1] as number);
    }
    const config = new LiveConfigSpace(source, bytes, end);
    config.#states.fill(read, 0, 64 >> 2);
    for (const offset of probes) if (offset < end) config.#states[offset >> 2] = read;
    return config;
  }

  /** Whether there is more that this user may not read. */
  get isCut(): boolean {
    return this.end < Math.min(this.#source.size, configSpaceSize);
  }

  /** What was read up to now. */
  get readRanges(): readonly Range[] {
    const ranges: { start: number; end: number }[] = [];
    for (const [n, state] of this.#states.entries()) {
      if (state !== read) continue;
      const start = n * 4;
      const last = ranges.at(-1);
      if (last?.end === start) last.end = Math.min(start + 4, this.end);
      else ranges.push({ start, end: Math.min(start + 4, this.end) });
    }
    return ranges;
  }

  /** A caller that asks for all known bytes gets all that can be read. */
  override get knownRanges(): readonly Range[] {
    this.#fetch(0, this.end);
    return this.readRanges;
  }

  override has(offset: number, length: number): boolean {
    return super.has(offset, length) && this.#fetch(offset, length);
  }

  /** Comparing would read everything. */
  override equals(): boolean {
    return false;
  }

  override slice(start: number, end: number): Uint8Array {
    this.#fetch(start, Math.min(end, this.end) - start);
    return super.slice(start, end);
  }

  override isFilledWith(value: number, start: number, end: number): boolean {
    let any = false;
    for (let offset = start; offset < Math.min(end, this.end); offset++) {
      const byte = this.u8(offset);
      if (byte >= 0 && byte !== value) return false;
      any ||= byte >= 0;
    }
    return any;
  }

  /** Reads the dwords that are not there yet; whether all are now. */
  #fetch(offset: number, length: number): boolean {
    const states = this.#states;
    const last = Math.min(states.length, (offset + length + 3) >> 2);
    let whole = true;
    for (let n = offset >> 2; n < last; n++) {
      if (states[n] === unread) {
        let stop = n + 1;
        while (stop < last && states[stop] === unread) stop++;
        const got = this.#source.read(n * 4, Math.min(stop * 4, this.end) - n * 4);
        this.#bytes.set(got, n * 4);
        const known = n + ((got.length + 3) >> 2);
        states.fill(read, n, known);
        states.fill(unreadable, known, stop);
      }
      if (states[n] !== read) whole = false;
    }
    return whole;
  }
}
