import type { Snapshot } from '../model/snapshot.ts';
import type { Budget } from './budget.ts';
import { limits } from './budget.ts';
import { Feeder } from './feed.ts';
import type { FileFormat, Head, TextFormat } from './format.ts';
import { detectStream, headOf, isText, utf16Of } from './head.ts';
import { finished, notRecognised, parserOf, remarkOnOthers } from './read.ts';
import { Search } from './search.ts';

/* The upper part of the ladder: encoding, what other programs put around a text, format. */

/** Room in a buffer. Who reads asks for it to be filled and is told how many bytes came, 0 at the end. */
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
  /** What the input is called. */
  readonly source: string;
  /** What the text is called, where it is inside of another. */
  readonly name: string;
  readonly from: string | undefined;
  readonly budget: Budget;
}

/** Reads a text; undefined when nothing is known to be in it. */
export function* readingText(start: Start, naming: Naming): Reading<Snapshot | undefined> {
  const head = headOf(naming.name, start.buffer.subarray(0, start.length), start.atEnd);
  const encoding = utf16Of(head);
  if (encoding) return yield* transcoded(start, encoding, naming);
  // What other programs put around a text is taken off here, before its format is looked for.
  const format = detectStream(head, naming.from);
  if (format) return yield* parsed(format, head, start, naming);
  if (naming.from !== undefined || start.atEnd || !isText(head.bytes)) return undefined;
  return yield* searched(start, naming);
}

function* parsed(
  format: TextFormat | FileFormat,
  head: Head,
  { buffer, length }: Start,
  { source, name, from, budget }: Naming,
): Reading<Snapshot> {
  const parser = parserOf(format, name, budget);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  const feeder = new Feeder(parser, budget, name, buffer.length > limits.chunk ? undefined : buffer);
  let isWanted = true;
  // More than a beginning was looked at.
  if (feeder.buffer !== buffer) {
    for (let at = 0; at < length && isWanted; ) {
      const part = buffer.subarray(at, Math.min(length, at + feeder.buffer.length - feeder.length));
      feeder.buffer.set(part, feeder.length);
      at += part.length;
      isWanted = feeder.take(part.length);
    }
  } else if (length > 0) isWanted = feeder.take(length);
  while (isWanted) {
    const got = yield { buffer: feeder.buffer, at: feeder.length };
    if (got === 0) break;
    isWanted = feeder.take(got);
  }
  feeder.end();
  return finished(source, format, parser, budget);
}

/** Looks for a dump after other text, which is kept: it has the lines by which places are counted. */
function* searched(start: Start, naming: Naming): Reading<Snapshot | undefined> {
  let { buffer, length, atEnd } = start;
  const search = new Search(naming.name, limits.head);
  for (;;) {
    const found = search.find(buffer.subarray(0, length), atEnd);
    if (found) {
      const head = headOf(naming.name, buffer.subarray(0, length), false);
      return yield* parsed(found, head, { buffer, length, atEnd }, naming);
    }
    if (atEnd || length >= limits.search) return undefined;
    if (length === buffer.length) {
      const larger = new Uint8Array(buffer.length * 2);
      larger.set(buffer);
      buffer = larger;
    }
    const got = yield { buffer, at: length };
    atEnd = got === 0;
    length += got;
    naming.budget.checkTime();
  }
}

/** The same text in UTF-8, and the remark that it was not. */
function* transcoded(
  start: Start,
  encoding: 'utf-16le' | 'utf-16be',
  naming: Naming,
): Reading<Snapshot | undefined> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const raw = new Uint8Array(limits.chunk);
  const inUtf8 = (bytes: Uint8Array, isMore: boolean): Uint8Array =>
    encoder.encode(decoder.decode(bytes, { stream: isMore }));
  let ready = inUtf8(start.buffer.subarray(0, start.length), !start.atEnd);
  let atEnd = start.atEnd;
  const buffer = new Uint8Array(limits.chunk);
  const first = ready.subarray(0, buffer.length);
  buffer.set(first);
  ready = ready.subarray(first.length);
  const isWhole = atEnd && ready.length === 0;
  const inner = readingText({ buffer, length: first.length, atEnd: isWhole }, naming);
  let step = inner.next();
  while (!step.done) {
    while (ready.length === 0 && !atEnd) {
      const got = yield { buffer: raw, at: 0 };
      atEnd = got === 0;
      ready = inUtf8(raw.subarray(0, got), !atEnd);
    }
    const room = step.value;
    const part = ready.subarray(0, room.buffer.length - room.at);
    room.buffer.set(part, room.at);
    ready = ready.subarray(part.length);
    step = inner.next(part.length);
  }
  const snapshot = step.value;
  if (!snapshot) return undefined;
  const remark = {
    code: 'input/utf-16',
    severity: 'info',
    message: 'the text is in UTF-16, as PowerShell writes it: lspci -F does not take it',
    at: { file: naming.name, line: 1, column: 1 },
  } as const;
  return { ...snapshot, remarks: [remark, ...(snapshot.remarks ?? [])] };
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

/** Reads a text that is in memory. */
export function readNow(name: string, bytes: Uint8Array, from: string | undefined, budget: Budget): Snapshot {
  let at = 0;
  const fill = (room: Room): number => {
    const part = bytes.subarray(at, at + room.buffer.length - room.at);
    room.buffer.set(part, room.at);
    at += part.length;
    return part.length;
  };
  const buffer = new Uint8Array(Math.max(Math.min(limits.chunk, bytes.length), 1));
  const length = fill({ buffer, at: 0 });
  const start = { buffer, length, atEnd: length === bytes.length };
  const reading = readingText(start, { source: name, name, from, budget });
  let step = reading.next();
  while (!step.done) step = reading.next(fill(step.value));
  return step.value ?? notRecognised(name, headOf(name, bytes, true));
}
