import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { nameOf, pathOf } from './file-name.ts';
import { ReadError } from './read-error.ts';

/** Files up to this size share one buffer: to allocate one for each costs more than to read it. */
const smallSize = 8 << 10;
const small = Buffer.alloc(smallSize);
/** A larger one is given room as it comes. */
const firstSize = 256 << 10;
/** Opening a pipe for reading waits for a writer; so does a pipe that takes a file's place after the check. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const noLink = constants.O_NOFOLLOW ?? 0;

/** What a folder holds, in order; throws where it cannot be listed. */
export function namesIn(folder: string): string[] {
  const names = readdirSync(pathOf(folder), 'utf8');
  const all = names.some((name) => name.includes('\ufffd')) ? namesOfBytes(folder) : names;
  return all.sort();
}

/** Where names may not be UTF-8. */
const namesOfBytes = (folder: string): string[] =>
  readdirSync(pathOf(folder), { encoding: 'buffer' }).map((name) => nameOf(name));

/** What is at a path itself: a link is a link. Throws where that cannot be known, but not where nothing is. */
export const lstatOf = (path: string): Stats | undefined =>
  lstatSync(pathOf(path), { throwIfNoEntry: false });

/** What a path leads to. */
export const statOf = (path: string): Stats | undefined => statSync(pathOf(path), { throwIfNoEntry: false });

/** Whether a path leads to a folder; not where that cannot be known. */
export function isFolder(path: string): boolean {
  try {
    return statOf(path)?.isDirectory() === true;
  } catch {
    return false;
  }
}

/**
 * Opens what was a regular file when it was looked at; throws when it no longer is one. Only that may be opened: a
 * device may act, and a pipe would be waited for.
 */
export function openFile(path: string, links: 'followed' | 'refused'): number {
  const fd = openSync(pathOf(path), links === 'followed' ? withoutWaiting : withoutWaiting | noLink);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new ReadError('NOTFILE');
}

/** The first bytes of a regular file that somebody named; links are followed. */
export function readRegular(path: string, limit: number): Uint8Array {
  if (!statSync(pathOf(path)).isFile()) throw new ReadError('NOTFILE');
  return readAndClose(openFile(path, 'followed'), limit);
}

export function readAndClose(fd: number, limit: number): Uint8Array {
  try {
    return readUpTo(fd, limit);
  } finally {
    closeSync(fd);
  }
}

/** Everything from where a file is on, at most `limit` bytes. */
export function readUpTo(fd: number, limit: number): Uint8Array {
  let buffer = limit <= smallSize ? small : Buffer.alloc(Math.min(limit, firstSize));
  let length = 0;
  // sysfs files state a size that they do not have: read until nothing comes.
  while (length < limit) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(limit, buffer.length * 4));
    const got = readSome(fd, buffer, length, Math.min(buffer.length, limit));
    if (got === 0) break;
    length += got;
  }
  // Not Buffer's own slice(), which shares the memory.
  return buffer === small ? Uint8Array.from(small.subarray(0, length)) : buffer.subarray(0, length);
}

/** Reads into a buffer from `at` on; 0 at the end. */
export function readSome(fd: number, buffer: Uint8Array, at: number, end = buffer.length): number {
  for (;;) {
    try {
      return readSync(fd, buffer, at, end - at, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      // Standard input may not block: wait a little for who writes to it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
