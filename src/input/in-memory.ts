import type { Snapshot } from '../model/snapshot.ts';
import { isArchive } from './archive.ts';
import { Budget } from './budget.ts';
import { bytesFrom, joined } from './bytes.ts';
import { detectStream, headOf, headSize, readBytes, readPacked, splitDumps } from './read.ts';
import { beginsZip, endsAsZip } from './zip.ts';

/** What can be read without a disk. */
export type MemorySource =
  | Uint8Array
  | ArrayBuffer
  | { readonly text: string }
  | AsyncIterable<Uint8Array>
  | ReadableStream<Uint8Array>;

/** Reads all snapshots that bytes hold. */
export async function memorySnapshots(
  source: MemorySource,
  name: string,
  from: string | undefined,
  budget: Budget = new Budget(),
): Promise<Snapshot[]> {
  return (await read(await bytesOf(source), name, from, budget)).flatMap(splitDumps);
}

async function read(
  bytes: Uint8Array,
  name: string,
  from: string | undefined,
  budget: Budget,
): Promise<Snapshot[]> {
  const head = headOf(name, bytes.subarray(0, headSize), bytes.length <= headSize);
  if (isArchive(head.bytes)) return readPacked(name, bytesFrom(bytes), { from, budget });
  if ((beginsZip(head.text) || !detectStream(head, from)) && endsAsZip(bytes))
    return readPacked(name, bytesFrom(bytes), { from, as: 'zip', budget });
  budget.earn(bytes.length);
  return [readBytes(name, bytes, from, budget)];
}

async function bytesOf(source: MemorySource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if ('text' in source) return new TextEncoder().encode(source.text);
  const chunks: Uint8Array[] = [];
  for await (const chunk of Symbol.asyncIterator in source ? source : bytesFrom(source)) chunks.push(chunk);
  return joined(
    chunks,
    chunks.reduce((sum, { length }) => sum + length, 0),
  );
}
