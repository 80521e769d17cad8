import { closeSync, readlinkSync, readSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ByteSource, EntryKind, Tree } from '../vfs.ts';
import { nameOf, pathOf, shownName } from './file-name.ts';
import { lstatOf, namesIn, openFile, readAndClose } from './files.ts';
import { FolderRoot, isSysfs } from './folder-root.ts';
import { reasonOf } from './read-error.ts';

/** What is nothing to say: formats look for names that need not be there. */
const absent: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

/** Files and folders of this machine below a root. `isLive` tells which files are the running machine's. */
export function diskTree(name: string, isLive: (path: string) => boolean = isSysfs): Tree {
  const root = new FolderRoot(name);
  const reasons = new Map<string, string>();
  return {
    name: shownName(name),
    folder: basename(resolve(name)),
    list(path) {
      try {
        return namesIn(root.folder(path));
      } catch (error) {
        if (!absent.has((error as NodeJS.ErrnoException).code)) reasons.set(path, reasonOf(error));
        return [];
      }
    },
    kindOf: (path) => quietly(() => kindOf(root.at(path))),
    read(path, limit) {
      try {
        return readAndClose(root.open(path), limit);
      } catch (error) {
        reasons.set(path, reasonOf(error));
        return undefined;
      }
    },
    live: (path) =>
      quietly(() => {
        const { path: place, stat } = root.follow(path);
        return stat.isFile() && isLive(place) ? sourceOf(place, stat.size) : undefined;
      }),
    whyUnread: (path) => reasons.get(path),
    readLink: (path) => quietly(() => nameOf(readlinkSync(pathOf(root.at(path)), 'buffer'))),
    display: (path) => shownName(path === '' ? name : join(name, path)),
  };
}

function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function kindOf(path: string): EntryKind | undefined {
  const stat = lstatOf(path);
  if (stat?.isSymbolicLink()) return 'link';
  if (stat?.isDirectory()) return 'directory';
  return stat?.isFile() ? 'file' : undefined;
}

/** A file to be read piece by piece. It is not kept open: there may be more Functions than a process may open. */
const sourceOf = (path: string, size: number): ByteSource => ({
  size,
  read(offset, length) {
    const bytes = new Uint8Array(length);
    const got = quietly(() => {
      const fd = openFile(path, 'refused');
      try {
        return readSync(fd, bytes, 0, length, offset);
      } finally {
        closeSync(fd);
      }
    });
    return bytes.subarray(0, got ?? 0);
  },
});
