import type { Snapshot } from '../model/snapshot.ts';
import { type Budget, limits } from './budget.ts';
import { GrowingBytes } from './bytes.ts';
import { Feeder } from './feed.ts';
import { finished } from './finished.ts';
import type { InputFormat, Parser } from './format.ts';

/** Room in a buffer. The reader asks for it to be filled and is told how many bytes came, 0 at the end. */
export interface Room {
  readonly buffer: Uint8Array;
  readonly at: number;
}

/** Reads as bytes come, from a file at once as well as from a stream. */
export type Reading<T> = Generator<Room, T, number>;

/** The beginning of a text. */
export interface Start {
  readonly buffer: Uint8Array;
  readonly length: number;
  readonly atEnd: boolean;
}

export interface Naming {
  /** What the text is called. */
  readonly name: string;
  readonly from: string | undefined;
  readonly budget: Budget;
  /** All bytes of it once more, where they can be had; without this they are kept as they come. */
  again?(): Uint8Array | undefined;
}

/** What came of a text. */
export interface Parsed {
  readonly snapshot: Snapshot;
  /** All that was read, if it is not too long to be unwrapped. */
  whole(): Uint8Array | undefined;
}

/** Gives a parser all of a text. */
export function* parsed(
  format: Pick<InputFormat, 'name' | 'inventory' | 'outcome' | 'ownSyntax'>,
  parser: Parser,
  { buffer, length, atEnd }: Start,
  { name, budget, again }: Naming,
): Reading<Parsed> {
  const isOneChunk = buffer.length <= limits.chunk;
  const feeder = new Feeder(parser, budget, name, isOneChunk ? buffer : undefined);
  const kept = again || format.ownSyntax ? undefined : new GrowingBytes();
  let isWhole = true;
  const keep = (bytes: Uint8Array): void => {
    if (!kept || !isWhole) return;
    isWhole = kept.length + bytes.length <= limits.wrapped;
    if (isWhole) kept.add(bytes);
    else kept.clear();
  };
  keep(buffer.subarray(0, length));
  let isWanted = isOneChunk ? feeder.take(length) : feeder.give(buffer.subarray(0, length));
  for (let ended = atEnd; isWanted && !ended; ) {
    const got = yield { buffer: feeder.buffer, at: feeder.length };
    ended = got === 0;
    if (ended) break;
    keep(feeder.buffer.subarray(feeder.length, feeder.length + got));
    isWanted = feeder.take(got);
  }
  feeder.end();
  const snapshot = finished(name, format, parser, budget);
  const whole = (): Uint8Array | undefined => (kept && isWhole && isWanted ? kept.bytes : again?.());
  return { snapshot, whole };
}

/** Reads a text as its bytes come. */
export async function readLater<T>(
  reading: Reading<T>,
  fill: (room: Room) => number | Promise<number>,
): Promise<T> {
  let step = reading.next();
  while (!step.done) {
    const got = fill(step.value);
    step = reading.next(typeof got === 'number' ? got : await got);
  }
  return step.value;
}
