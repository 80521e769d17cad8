import type { Snapshot } from '../model/snapshot.ts';
import { isArchive, type Judge, openArchive } from './archive.ts';
import { Budget, limits } from './budget.ts';
import { type Bytes, bytesFrom, earning } from './bytes.ts';
import { Diagnostics } from './diagnostics.ts';
import { detectStream, headOf, headSize, isText } from './head.ts';
import type { MemoryTree } from './memory.ts';
import { streamFormats, treeFormats } from './order.ts';
import { inSingleBytes, notRecognised, readTree } from './read.ts';
import { Search } from './search.ts';
import { readingText, readLater, readNow, type Start } from './text.ts';
import { beginsZip, endsAsZip } from './zip.ts';

/*
 * The one ladder that every input goes up, whatever it comes from: archive, then text.ts: encoding, what other programs
 * put around a text, format.
 */

/** Where an input's bytes come from. */
export interface Input {
  /** Puts bytes into a buffer from `at` on; how many there were, 0 at the end. */
  fill(buffer: Uint8Array, at: number): number | Promise<number>;
  /** A buffer, where some are better than others. */
  room?(size: number): Uint8Array;
  /** All bytes that follow what was filled in. */
  rest(): Bytes;
  /** The last bytes, where they can be had before the others. */
  tail?(): Uint8Array;
}

export interface RecogniseOptions {
  /** The format, where the user names it. */
  readonly from?: string | undefined;
  readonly budget?: Budget;
}

/** Reads what an input holds; a snapshot may still have dumps behind each other. */
export async function recognise(
  source: string,
  input: Input,
  { from, budget = new Budget() }: RecogniseOptions = {},
): Promise<Snapshot[]> {
  const start = await begin(input);
  const first = start.buffer.subarray(0, start.length);
  const head = headOf(source, first, start.atEnd);
  const isPacked = isArchive(head.bytes);
  const tail = isPacked ? undefined : input.tail?.();
  // A program that unpacks itself begins as a program does.
  const isZip = tail !== undefined && endsAsZip(tail) && (beginsZip(head.text) || !detectStream(head, from));
  if (isPacked || isZip) {
    const bytes = followed(Uint8Array.from(first), input.rest());
    return readPacked(source, bytes, { from, budget, ...(isZip ? { as: 'zip' } : {}) });
  }
  budget.earn(start.length);
  const reading = readingText(start, { source, name: source, from, budget });
  let total = start.length;
  const earned = (got: number): number => {
    budget.earn(got);
    total += got;
    return got;
  };
  const snapshot = await readLater(reading, ({ buffer, at }) => {
    const got = input.fill(buffer, at);
    return typeof got === 'number' ? earned(got) : budget.waitFor(got).then(earned);
  });
  return [snapshot ?? notRecognised(source, head, total >= limits.search)];
}

/** A file's beginning is read first, with what comes along. */
async function begin(input: Input): Promise<Start> {
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

async function* followed(first: Uint8Array, rest: Bytes): Bytes {
  yield first;
  yield* rest;
}

export interface PackedOptions extends RecogniseOptions {
  /** The kind of a file that does not begin as one of that kind. */
  readonly as?: 'zip';
}

/** Reads an archive, or a packed file: a folder format, or each dump among its files, and those of the archives in it. */
export async function readPacked(
  source: string,
  bytes: Bytes,
  { from, as, budget = new Budget() }: PackedOptions = {},
): Promise<Snapshot[]> {
  const diagnostics = new Diagnostics(source);
  const opening = { budget, diagnostics, judge: (name: string) => judgeOf(name, from) };
  const opened = await openArchive(source, earning(bytes, budget), opening, as);
  const found =
    opened.kind === 'file'
      ? [await readAlone(source, opened.name, opened.bytes, from, budget)]
      : opened.trees.flatMap((tree) => readArchiveTree(tree, from, budget));
  const [first, ...others] = found.filter((snapshot) => snapshot !== undefined);
  if (!first) {
    const message = 'no configuration space is in this archive: neither a sysfs tree nor a dump of lspci';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: source } });
    return [{ source, inputFormat: 'unknown', functions: [], diagnostics: diagnostics.all() }];
  }
  const named = others.length === 0 ? { ...first, source } : first;
  return [{ ...named, diagnostics: [...diagnostics.all(), ...first.diagnostics] }, ...others];
}

/** Whether a file of an archive is worth keeping. */
function judgeOf(name: string, from: string | undefined): Judge {
  const wanted = streamFormats.filter((format) => from === undefined || format.name === from);
  let search: Search | undefined;
  return (bytes, atEnd) => {
    if (!search) {
      const head = inSingleBytes(headOf(name, bytes, atEnd));
      if (wanted.some((format) => format.detect(head))) return true;
      if (from !== undefined || atEnd || !isText(head.bytes)) return false;
      search = new Search(name, headSize);
    }
    if (search.find(bytes, atEnd)) return true;
    return atEnd || bytes.length >= limits.search ? false : undefined;
  };
}

/** What is in the tree of an archive. */
function readArchiveTree(tree: MemoryTree, from: string | undefined, budget: Budget): Snapshot[] {
  if (treeFormats.some((format) => format.name === from || (from === undefined && format.detect(tree))))
    return [readTree(tree, from, undefined, budget)];
  return [...tree.files()].flatMap((path) => {
    const bytes = tree.read(path, Number.MAX_SAFE_INTEGER);
    return bytes ? [readNow(tree.display(path), bytes, from, budget)] : [];
  });
}

/** A dump that was packed alone; undefined when it is none. */
async function readAlone(
  source: string,
  name: string,
  bytes: Bytes,
  from: string | undefined,
  budget: Budget,
): Promise<Snapshot | undefined> {
  const input = streamInput(bytes);
  try {
    return await readLater(
      readingText(await begin(input), { source, name, from, budget }),
      ({ buffer, at }) => input.fill(buffer, at),
    );
  } finally {
    await input.close();
  }
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
