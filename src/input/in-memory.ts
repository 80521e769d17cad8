import type { Snapshot } from '../model/snapshot.ts';
import { Budget } from './budget.ts';
import { bytesFrom, joined } from './bytes.ts';
import { splitDumps } from './read.ts';
import { memoryInput, recognise } from './recognise.ts';

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
  const input = memoryInput(await bytesOf(source));
  return (await recognise(name, input, { from, budget })).flatMap(splitDumps);
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
