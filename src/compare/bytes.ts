import { lengthOf } from '../decode/length.ts';
import type { Capability, FunctionView } from '../decode/view.ts';
import { configSpaceSize } from '../model/config-space.ts';

const standardEnd = 0x100;

/** How many bytes each capability of a Function takes. */
export class Extents {
  readonly #view: FunctionView;
  /** Where capabilities begin, in ascending order. */
  readonly #starts: readonly number[];

  constructor(view: FunctionView) {
    this.#view = view;
    this.#starts = view.capabilities.map(({ entry }) => entry.offset).sort((a, b) => a - b);
  }

  /** As its table says, but never into the next one or out of its part of the space. */
  of(capability: Capability): number {
    const { offset, kind } = capability.entry;
    const end = kind === 'standard' ? standardEnd : configSpaceSize;
    const next = Math.min(end, this.#startAfter(offset));
    return Math.min(next - offset, lengthOf(this.#view, capability) ?? configSpaceSize);
  }

  #startAfter(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#starts[low] ?? configSpaceSize;
  }
}

/** Which bytes of a Function have been compared as part of something with a name. */
export class Told {
  readonly #bytes = new Uint8Array(configSpaceSize);

  mark(offset: number, length: number): void {
    this.#bytes.fill(1, Math.max(0, offset), Math.min(configSpaceSize, offset + length));
  }

  has(offset: number): boolean {
    return this.#bytes[offset] === 1;
  }
}

/** Neighbouring bytes that differ, within one dword. */
export interface ByteRun {
  /** From the two starts. */
  readonly at: number;
  readonly length: number;
  readonly before: number;
  readonly after: number;
}

/** The bytes of [startA, startA + length) and [startB, …) that differ and that `skips` does not skip. */
export function* differingBytes(
  a: FunctionView,
  startA: number,
  b: FunctionView,
  startB: number,
  length: number,
  skips: (at: number) => boolean,
): Generator<ByteRun> {
  let first = -1;
  for (let at = 0; at <= length; at++) {
    if (first >= 0 && (at === length || at % 4 === 0 || !differs(at))) {
      const count = at - first;
      yield {
        at: first,
        length: count,
        before: little(a, startA + first, count),
        after: little(b, startB + first, count),
      };
      first = -1;
    }
    if (first < 0 && at < length && differs(at)) first = at;
  }

  function differs(at: number): boolean {
    const [x, y] = [a.config.u8(startA + at), b.config.u8(startB + at)];
    return x !== y && x >= 0 && y >= 0 && !skips(at);
  }
}

function little(view: FunctionView, offset: number, length: number): number {
  let value = 0;
  for (let n = length - 1; n >= 0; n--) value = value * 256 + view.config.u8(offset + n);
  return value;
}
