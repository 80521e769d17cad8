import type { Snapshot } from '../model/snapshot.ts';
import { type Budget, limits } from './budget.ts';
import { GrowingBytes } from './bytes.ts';
import { Feeder } from './feed.ts';
import type { FileFormat, Head, TextFormat } from './format.ts';
import { detectStream, headOf, isText, utf16Of, withUtf16Remark } from './head.ts';
import { sayConflicts } from './merge-conflicts.ts';
import { streamFormats } from './order.ts';
import { finished, ownBudget, parserOf, readBytes, remarkOnOthers } from './read.ts';
import { Search } from './search.ts';
import { segment } from './segment.ts';
import { sayUnusedRows } from './unused-rows.ts';
import { marksIn } from './unwrap/marks.ts';
import { type InnerFile, leftSomething, mostWrapped, namesNobody, openWrapped } from './wrapped.ts';

/* The upper part of the ladder: encoding, what other programs put around a text, format. */

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

/** What a text holds: its dumps, and files that are inside it. */
export interface InText {
  readonly snapshots: readonly Snapshot[];
  readonly files: readonly InnerFile[];
}

/** Reads a text; undefined when no format takes it. Positions are those of the text. */
export function* readingText(start: Start, naming: Naming): Reading<InText | undefined> {
  const head = headOf(naming.name, start.buffer.subarray(0, start.length), start.atEnd);
  const encoding = utf16Of(head);
  if (encoding) return yield* transcoded(start, encoding, naming);
  const format = detectStream(head, naming.from);
  if (!format && (naming.from !== undefined || !isText(head.bytes))) return undefined;
  if (format && (format.ownSyntax || marksIn(head.bytes).plain)) {
    const { snapshot, whole } = yield* parsed(format, head, start, naming);
    // Only further down other programs put something to it.
    const wrapped = !format.ownSyntax && leftSomething(snapshot) ? whole() : undefined;
    if (wrapped) return unwrapped(wrapped, snapshot, naming);
    const all = format.saysUnused ? undefined : whole();
    const used = all ? sayUnusedRows(naming.name, all, [snapshot]) : [snapshot];
    return { snapshots: sayConflicts(naming.name, whole, used, format.kind === 'text'), files: [] };
  }
  const gathered = yield* gather(start);
  if (gathered.atEnd) return unwrapped(bytesOf(gathered), undefined, naming);
  const found = format ?? new Search(naming.name, limits.head).find(bytesOf(gathered), false);
  if (!found) return undefined;
  const { snapshot } = yield* parsed(found, head, gathered, naming);
  return { snapshots: [snapshot], files: [] };
}

/** What is in a text that is in memory. `known` is what it gives as it is, where that was read before. */
function unwrapped(bytes: Uint8Array, known: Snapshot | undefined, { name, from, budget }: Naming): InText {
  const asItIs = withFunctions(known ?? readBytes(name, bytes, from, budget), bytes, { name, from, budget });
  const said = (snapshots: readonly Snapshot[]): readonly Snapshot[] =>
    sayConflicts(name, () => bytes, sayUnusedRows(name, bytes, snapshots), false);
  const whole = (): InText => ({ snapshots: said([asItIs]), files: [] });
  if (!leftSomething(asItIs) && !marksIn(bytes.subarray(0, limits.head)).wrapped) return whole();
  const opened = openWrapped(name, bytes, asItIs, (text) => readBytes(name, text, from, budget));
  if (!opened) return whole();
  const snapshots = segment(opened.pieces);
  return { snapshots: said(snapshots.length > 0 ? snapshots : [asItIs]), files: opened.files };
}

/** An earlier format may take a text for its stray rows, although a later one reads its Functions. */
function withFunctions(snapshot: Snapshot, bytes: Uint8Array, { name, from, budget }: Naming): Snapshot {
  if (snapshot.functions.length > 0 || from !== undefined || namesNobody(snapshot)) return snapshot;
  const head = headOf(name, bytes, true);
  for (const format of streamFormats) {
    if (format.name === snapshot.inputFormat || !format.detect(head)) continue;
    const other = readBytes(name, bytes, format.name, budget);
    if (other.functions.length > 0) return other;
  }
  return snapshot;
}

const bytesOf = ({ buffer, length }: Start): Uint8Array => buffer.subarray(0, length);

/** All of a text, or more of it than is unwrapped. */
function* gather(start: Start): Reading<Start> {
  let { buffer, length, atEnd } = start;
  while (!atEnd && length <= mostWrapped) {
    if (length === buffer.length) {
      const larger = new Uint8Array(buffer.length * 2);
      larger.set(buffer);
      buffer = larger;
    }
    const got = yield { buffer, at: length };
    atEnd = got === 0;
    length += got;
  }
  return { buffer, length, atEnd };
}

interface Parsed {
  readonly snapshot: Snapshot;
  /** All that was read, if it is not too long to be unwrapped. */
  whole(): Uint8Array | undefined;
}

function* parsed(
  format: TextFormat | FileFormat,
  head: Head,
  { buffer, length, atEnd }: Start,
  { name, from, budget, again }: Naming,
): Reading<Parsed> {
  const parser = parserOf(format, name, budget);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  const isOneChunk = buffer.length <= limits.chunk;
  const feeder = new Feeder(parser, budget, name, isOneChunk ? buffer : undefined);
  const kept = again || format.ownSyntax ? undefined : new GrowingBytes();
  let isWhole = true;
  const keep = (bytes: Uint8Array): void => {
    if (!kept || !isWhole) return;
    isWhole = kept.length + bytes.length <= mostWrapped;
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

/** The same text in UTF-8, and the remark that it was not. */
function* transcoded(
  start: Start,
  encoding: 'utf-16le' | 'utf-16be',
  naming: Naming,
): Reading<InText | undefined> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const raw = new Uint8Array(limits.chunk);
  const inUtf8 = (bytes: Uint8Array, isMore: boolean): Uint8Array =>
    encoder.encode(decoder.decode(bytes, { stream: isMore }));
  let ready = inUtf8(bytesOf(start), !start.atEnd);
  let { atEnd } = start;
  const buffer = new Uint8Array(limits.chunk);
  const first = ready.subarray(0, buffer.length);
  buffer.set(first);
  ready = ready.subarray(first.length);
  const { name, from, budget } = naming;
  const isWhole = atEnd && ready.length === 0;
  const inner = readingText({ buffer, length: first.length, atEnd: isWhole }, { name, from, budget });
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
  const found = step.value;
  return found && { ...found, snapshots: found.snapshots.map((snapshot) => withUtf16Remark(name, snapshot)) };
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

/** The dumps of a text that is in memory, without the files that are inside it. */
export function textSnapshots(name: string, bytes: Uint8Array, from?: string): readonly Snapshot[] {
  let at = 0;
  const fill = ({ buffer, at: to }: Room): number => {
    const part = bytes.subarray(at, at + buffer.length - to);
    buffer.set(part, to);
    at += part.length;
    return part.length;
  };
  const budget = ownBudget(bytes);
  const buffer = new Uint8Array(Math.max(Math.min(limits.chunk, bytes.length), 1));
  const length = fill({ buffer, at: 0 });
  const start = { buffer, length, atEnd: length === bytes.length };
  const reading = readingText(start, { name, from, budget, again: () => bytes });
  let step = reading.next();
  while (!step.done) step = reading.next(fill(step.value));
  return step.value?.snapshots ?? [readBytes(name, bytes, from, budget)];
}
