import { fileURLToPath } from 'node:url';
import { diskSnapshots } from '../input/disk.ts';
import { failure } from '../input/finished.ts';
import type { Snapshot } from '../model/snapshot.ts';
import * as memory from './read.ts';

/** What a dump can be read from: a path (also of a folder or an archive, and `/sys`), or what `memory.Source` is. */
export type Source = string | URL | memory.Source;

const unreadable = 'input/unreadable';

/** Reads all snapshots that a dump holds. A path that cannot be read is a diagnostic too. */
export async function readSnapshots(source: Source, options: memory.ReadOptions = {}): Promise<Snapshot[]> {
  if (source instanceof URL) return diskSnapshots(fileURLToPath(source), options.from);
  if (typeof source !== 'string') return memory.readSnapshots(source, options);
  const snapshots = await diskSnapshots(source, options.from);
  const isFound = snapshots.some(({ diagnostics }) => diagnostics.every(({ code }) => code !== unreadable));
  if (isFound || !source.includes('\n')) return snapshots;
  // The whole text as a name would hide what is said.
  return [failure(options.name ?? 'input', unreadable, 'this is text, not a path: give { text }')];
}

/** Reads the first, or only, snapshot of a dump. */
export async function readSnapshot(source: Source, options: memory.ReadOptions = {}): Promise<Snapshot> {
  const [first] = await readSnapshots(source, options);
  return (
    first ?? failure(options.name ?? String(source), 'input/no-functions', 'no function was found in it')
  );
}
