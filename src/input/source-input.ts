import { type Budget, limits } from './budget.ts';
import { type Bytes, bytesFrom } from './bytes.ts';
import { headSize } from './head.ts';
import type { Start } from './reading.ts';

/** Where an input's bytes come from. */
export interface Input {
  /** Puts bytes into a buffer from `at` on; how many there were, 0 at the end. */
  fill(buffer: Uint8Array, at: number): number | Promise<number>;
  /** A buffer, where some are better than others. */
  room?(size: number): Uint8Array;
  /** All bytes that follow what was filled in. */
  rest(): Bytes;
  /** The last bytes, no more than these, where they can be had before the others. */
  tail?(most: number): Uint8Array;
  /** All bytes once more, where they can be had and are not too many to be unwrapped. */
  again?(): Uint8Array | undefined;
}

/** How an input is read. */
export interface RecogniseOptions {
  /** The format, where the user names it. */
  readonly from?: string | undefined;
  readonly budget?: Budget | undefined;
  /** How many texts this one is inside of. */
  readonly depth?: number;
}

/** A file's beginning is read first, with what comes along. */
export async function begin(input: Input): Promise<Start> {
  const buffer = input.room?.(limits.chunk) ?? new Uint8Array(limits.chunk);
  let length = 0;
  let atEnd = false;
  while (length < headSize && !atEnd) {
    const got = await input.fill(buffer, length);
    atEnd = got === 0;
    length += got;
  }
  return { buffer, length, atEnd };
}

/** The same input, of which every byte counts for what it may take. */
export function counted(input: Input, budget: Budget, count?: (got: number) => void): Input {
  const earned = (got: number): number => {
    budget.earn(got);
    count?.(got);
    return got;
  };
  return {
    ...input,
    fill(buffer, at) {
      const got = input.fill(buffer, at);
      return typeof got === 'number' ? earned(got) : budget.waitFor(got).then(earned);
    },
  };
}

/** An input that is in memory. */
export function memoryInput(bytes: Uint8Array): Input {
  let from = 0;
  return {
    fill(buffer, at) {
      const part = bytes.subarray(from, from + buffer.length - at);
      buffer.set(part, at);
      from += part.length;
      return part.length;
    },
    rest: () => bytesFrom(bytes.subarray(from)),
    tail: () => bytes,
    again: () => (bytes.length <= limits.wrapped ? bytes : undefined),
  };
}

/** An input that comes in pieces. */
export function streamInput(bytes: Bytes): Input & { close(): Promise<void> } {
  const iterator = bytes[Symbol.asyncIterator]();
  let chunk = new Uint8Array(0) as Uint8Array;
  return {
    async fill(buffer, at) {
      while (chunk.length === 0) {
        const { done, value } = await iterator.next();
        if (done) return 0;
        chunk = value;
      }
      const part = chunk.subarray(0, buffer.length - at);
      buffer.set(part, at);
      chunk = chunk.subarray(part.length);
      return part.length;
    },
    async *rest() {
      if (chunk.length > 0) yield chunk;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
