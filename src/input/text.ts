import type { Snapshot } from '../model/snapshot.ts';
import { limits } from './budget.ts';
import { detectStream } from './detect-stream.ts';
import type { FileFormat, Head, Parser, TextFormat } from './format.ts';
import { headOf, isText, utf16Of, withUtf16Remark } from './head.ts';
import { leftSomething } from './left-over.ts';
import { sayConflicts } from './merge-conflicts.ts';
import { streamFormats } from './order.ts';
import { ownBudget, parserOf, readBytes, remarkOnOthers } from './read.ts';
import { type Naming, parsed, type Reading, type Room, type Start } from './reading.ts';
import { Search } from './search.ts';
import { segment } from './segment.ts';
import { sayUnusedRows } from './unused-rows.ts';
import { marksIn } from './unwrap/marks.ts';
import { type InnerFile, namesNobody, openWrapped } from './wrapped.ts';

/* The upper part of the ladder: encoding, what other programs put around a text, format. */

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
    const { snapshot, whole } = yield* parsed(format, opened(format, head, naming), start, naming);
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
  const { snapshot } = yield* parsed(found, opened(found, head, naming), gathered, naming);
  return { snapshots: [snapshot], files: [] };
}

/** What is in a text that is in memory. `known` is what it gives as it is, where that was read before. */
export function unwrapped(
  bytes: Uint8Array,
  known: Snapshot | undefined,
  { name, from, budget }: Naming,
): InText {
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

/** A parser that has said what else the text could be. */
function opened(format: TextFormat | FileFormat, head: Head, { name, from, budget }: Naming): Parser {
  const parser = parserOf(format, name, budget);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  return parser;
}

/** All of a text, or more of it than is unwrapped. */
function* gather(start: Start): Reading<Start> {
  let { buffer, length, atEnd } = start;
  while (!atEnd && length <= limits.wrapped) {
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
