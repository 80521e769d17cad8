import type { Snapshot } from '../model/snapshot.ts';
import { isArchive, type Judge, openArchive } from './archive.ts';
import { Budget, limits } from './budget.ts';
import { type Bytes, earning } from './bytes.ts';
import { detectStream } from './detect-stream.ts';
import { Diagnostics } from './diagnostics.ts';
import { headOf, headSize, inSingleBytes, isText } from './head.ts';
import type { MemoryTree } from './memory.ts';
import { streamFormats, treeFormats } from './order.ts';
import { notRecognised, readTree } from './read.ts';
import { readLater, type Start } from './reading.ts';
import { Search } from './search.ts';
import {
  begin,
  counted,
  type Input,
  memoryInput,
  type RecogniseOptions,
  streamInput,
} from './source-input.ts';
import { type InText, readingText, unwrapped } from './text.ts';
import { marksIn } from './unwrap/marks.ts';
import { beginsZip, endsAsZip, zipTail } from './zip-signature.ts';

/*
 * The one ladder that every input goes up, whatever it comes from: archive, then text.ts: encoding, what other programs
 * put around a text, format.
 */

/** Goes up all of it, with what a reader of plain dumps found in the text. */
export async function climb(
  source: string,
  start: Start,
  input: Input,
  { from, budget, depth, known }: Climbing,
): Promise<Snapshot[]> {
  if (known) {
    const { snapshot, whole } = known;
    return withFiles(source, unwrapped(whole, snapshot, { name: source, from, budget }), {
      from,
      budget,
      depth,
    });
  }
  const first = start.buffer.subarray(0, start.length);
  const head = headOf(source, first, start.atEnd);
  const isPacked = isArchive(head.bytes);
  const tail = isPacked ? undefined : input.tail?.(zipTail);
  // A program that unpacks itself begins as a program does.
  const isZip = tail !== undefined && endsAsZip(tail) && (beginsZip(head.text) || !detectStream(head, from));
  if (isPacked || isZip) {
    const bytes = followed(Uint8Array.from(first), input.rest());
    return readPacked(source, bytes, { from, budget, depth, ...(isZip ? { as: 'zip' } : {}) });
  }
  budget.earn(start.length);
  let total = start.length;
  const counting = counted(input, budget, (got) => {
    total += got;
  });
  const snapshots = await readText(source, start, counting, { from, budget, depth });
  return snapshots.length > 0 ? snapshots : [notRecognised(source, head, total >= limits.search)];
}

export interface Climbing extends RecogniseOptions {
  readonly budget: Budget;
  readonly depth: number;
  /** What a plain dump's reader gave, and all of the text, in which it left something. */
  readonly known?: { readonly snapshot: Snapshot; readonly whole: Uint8Array } | undefined;
}

/** The dumps of a text with those of the files inside it. Without any, why there is none. */
async function withFiles(
  name: string,
  found: InText | undefined,
  { from, budget, depth = 0 }: RecogniseOptions,
): Promise<Snapshot[]> {
  if (!found) return [];
  const snapshots = [...found.snapshots];
  const files = depth < limits.nesting ? found.files : [];
  for (const { name: inner, bytes } of files) {
    const own = inner === name ? name : `${name}/${inner}`;
    const input = memoryInput(bytes);
    const options = { from, budget: budget ?? new Budget(), depth: depth + 1 };
    snapshots.push(...(await climb(own, await begin(input), input, options)));
  }
  const useful = snapshots.filter(({ functions, partial }) => functions.length > 0 || partial);
  return useful.length > 0 ? useful : snapshots.slice(0, 1);
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
  { from, as, budget = new Budget(), depth = 0 }: PackedOptions = {},
): Promise<Snapshot[]> {
  const diagnostics = new Diagnostics(source);
  const opening = { budget, diagnostics, judge: (name: string) => judgeOf(name, from) };
  const opened = await openArchive(source, earning(bytes, budget), opening, as);
  const options = { from, budget, depth };
  const found =
    opened.kind === 'file'
      ? (await readAlone(opened.name, opened.bytes, options)).map((snapshot) =>
          snapshot.source === opened.name ? { ...snapshot, source } : snapshot,
        )
      : await readTrees(opened.trees, options);
  const [first, ...others] = found.filter(isRecognised);
  if (!first) {
    const message = 'no configuration space is in this archive: neither a sysfs tree nor a dump of lspci';
    diagnostics.push({ code: 'input/no-functions', severity: 'error', message, at: { file: source } });
    return [{ source, inputFormat: 'unknown', functions: [], diagnostics: diagnostics.all() }];
  }
  const named = others.length === 0 ? { ...first, source } : first;
  return [{ ...named, diagnostics: [...diagnostics.all(), ...first.diagnostics] }, ...others];
}

/** Files of an archive that only looked like dumps are none of its dumps. */
const isRecognised = ({ functions, inputFormat, partial }: Snapshot): boolean =>
  functions.length > 0 || partial === true || inputFormat !== 'unknown';

/** Whether a file of an archive is worth keeping. */
function judgeOf(name: string, from: string | undefined): Judge {
  const wanted = streamFormats.filter((format) => from === undefined || format.name === from);
  let search: Search | undefined;
  return (bytes, atEnd) => {
    if (!search) {
      const head = inSingleBytes(headOf(name, bytes, atEnd));
      if (wanted.some((format) => format.detect(head))) return true;
      if (!isText(head.bytes)) return false;
      if (marksIn(head.bytes).wrapped) return true;
      if (from !== undefined || atEnd) return false;
      search = new Search(name, headSize);
    }
    if (search.find(bytes, atEnd)) return true;
    return atEnd || bytes.length >= limits.search ? false : undefined;
  };
}

/** What is in the trees of an archive. */
async function readTrees(
  trees: readonly MemoryTree[],
  options: RecogniseOptions & { readonly budget: Budget },
): Promise<Snapshot[]> {
  const { from, budget } = options;
  const found: Snapshot[] = [];
  for (const tree of trees) {
    if (treeFormats.some((format) => format.name === from || (from === undefined && format.detect(tree)))) {
      found.push(readTree(tree, from, undefined, budget));
      continue;
    }
    for (const path of tree.files()) {
      const bytes = tree.read(path, Number.MAX_SAFE_INTEGER);
      if (bytes) found.push(...(await readWhole(tree.display(path), memoryInput(bytes), options)));
    }
  }
  return found;
}

/** A dump that was packed alone. */
async function readAlone(
  name: string,
  bytes: Bytes,
  options: RecogniseOptions & { readonly budget: Budget },
): Promise<Snapshot[]> {
  const input = streamInput(bytes);
  try {
    return await readWhole(name, input, options);
  } finally {
    await input.close();
  }
}

/** The dumps of what came out of an archive, and is none itself. */
const readWhole = async (
  name: string,
  input: Input,
  options: RecogniseOptions & { readonly budget: Budget },
): Promise<Snapshot[]> => readText(name, await begin(input), input, options);

/** The dumps of a text, of which the beginning was read. Without any, why there is none. */
async function readText(
  name: string,
  start: Start,
  input: Input,
  { from, budget, depth = 0 }: RecogniseOptions & { readonly budget: Budget },
): Promise<Snapshot[]> {
  const again = input.again?.bind(input);
  const reading = readingText(start, { name, from, budget, ...(again ? { again } : {}) });
  const found = await readLater(reading, ({ buffer, at }) => input.fill(buffer, at));
  return withFiles(name, found, { from, budget, depth });
}
