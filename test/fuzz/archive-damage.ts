import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSnapshots } from '../../src/library/disk.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/* Small archives of every kind, each with a bit that is not as it was. */

const folder = resolve(process.env['LSVF_ROOT'] ?? '.', 'test/fuzz/archives');

export interface SmallArchive {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const smallArchives: readonly SmallArchive[] = readdirSync(folder)
  .sort()
  .map((name) => ({ name, bytes: Uint8Array.from(readFileSync(join(folder, name))) }));

/** No archive of this size takes so long. */
const longestMs = 20_000;

/** What a promise gives, or that it gives nothing: without the timer the process would end in silence. */
export async function settled<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the promise does not settle')), longestMs);
  });
  return Promise.race([promise, never]).finally(() => clearTimeout(timer));
}

/** Functions and bytes, to be compared. */
const content = (snapshots: readonly Snapshot[]): string =>
  JSON.stringify(
    snapshots.flatMap(({ functions }) =>
      functions.map((fn) => [
        fn.address,
        fn.config.knownRanges,
        Buffer.from(fn.config.slice(0, fn.config.end)).toString('hex'),
      ]),
    ),
  );

const whole = new Map<SmallArchive, string>();

/** What is wrong with how an archive is read that has this bit flipped; undefined when all is well. */
export async function faultOfFlip(archive: SmallArchive, bit: number): Promise<string | undefined> {
  const read = (bytes: Uint8Array): Promise<Snapshot[]> =>
    settled(readSnapshots(bytes, { name: archive.name }));
  const before = whole.get(archive) ?? content(await read(archive.bytes));
  whole.set(archive, before);
  const bytes = Uint8Array.from(archive.bytes);
  bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
  const snapshots = await read(bytes);
  const diagnostics = snapshots.flatMap((snapshot) => snapshot.diagnostics);
  const raw = diagnostics.find(({ message }) => /undefined|null|TypeError|RangeError|NaN/.test(message));
  if (raw) return `a message in no plain words: ${raw.message}`;
  if (diagnostics.length > 0 || content(snapshots) === before) return undefined;
  return 'other functions or bytes, and not a word';
}
