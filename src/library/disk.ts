import { fileURLToPath } from 'node:url';
import { diskSnapshots } from '../input/disk.ts';
import { failure } from '../input/finished.ts';
import type { Snapshot } from '../model/snapshot.ts';
import * as memory from './read.ts';

/** What a dump can be read from: a path (also of a folder or an archive, and `/sys`), or what `memory.Source` is. */
export type Source = string | URL | memory.Source;

/** Reads all snapshots that a dump holds. A path that cannot be read is a diagnostic too. */
export async function readSnapshots(source: Source, options: memory.ReadOptions = {}): Promise<Snapshot[]> {
  if (source instanceof URL) return diskSnapshots(fileURLToPath(source), options.from);
  return typeof source === 'string'
    ? diskSnapshots(source, options.from)
    : memory.readSnapshots(source, options);
}

/** Reads the first, or only, snapshot of a dump. */
export async function readSnapshot(source: Source, options: memory.ReadOptions = {}): Promise<Snapshot> {
  const [first] = await readSnapshots(source, options);
  return (
    first ?? failure(options.name ?? String(source), 'input/no-functions', 'no function was found in it')
  );
}
