import { closeSync, lstatSync, readlinkSync, realpathSync, type Stats, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { nameOf, pathOf } from './file-name.ts';
import { openFile } from './files.ts';
import { ReadError } from './read-error.ts';

/** The file system of /sys (Linux, uapi/linux/magic.h). */
const sysfsMagic = 0x62656572;

export function isSysfs(path: string): boolean {
  try {
    return statfsSync(pathOf(path)).type === sysfsMagic;
  } catch {
    return false;
  }
}

/** The list of the Functions of a system: its links lead to `devices`, beside `bus`. */
const listOfFunctions = join(sep, 'bus', 'pci', 'devices');

const realPath = (path: string): string => nameOf(realpathSync.native(pathOf(path), 'buffer'));

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Something below a root: where it really is, and what is there. */
export interface Found {
  readonly path: string;
  readonly stat: Stats;
}

/**
 * A folder that somebody named. Nobody knows who made what is in it: links are followed as long as they lead to what is
 * inside, as in an archive. In sysfs they are the kernel's, and lead through all of it. All methods throw where something
 * cannot be read.
 */
export class FolderRoot {
  readonly #folder: string;
  /** Folders that were looked at, by their paths below the root. */
  readonly #places: Map<string, string>;
  #isSysfs: boolean | undefined;
  #limit: string | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#places = new Map([['', folder]]);
  }

  /** The path of what is at a place itself, all folders on the way followed. */
  at(path: string): string {
    return path === '' ? this.#folder : join(this.#folderAt(parentOf(path)), basename(path));
  }

  /** Where a path leads. */
  follow(path: string): Found {
    if (path === '' || this.#ofKernel()) {
      const place = join(this.#folder, path);
      return { path: place, stat: statSync(pathOf(place)) };
    }
    const own = this.at(path);
    const stat = lstatSync(pathOf(own));
    if (!stat.isSymbolicLink()) return { path: own, stat };
    const real = realPath(own);
    if (!this.#holds(real)) throw new ReadError('OUTSIDE');
    return { path: real, stat: lstatSync(pathOf(real)) };
  }

  /** Opens a regular file inside. */
  open(path: string): number {
    const { path: place, stat } = this.follow(path);
    if (!stat.isFile()) throw new ReadError('NOTFILE');
    if (this.#ofKernel()) return openFile(place, 'followed');
    const fd = openFile(place, 'refused');
    const real = placeOf(fd);
    if (real === undefined || this.#holds(real)) return fd;
    closeSync(fd);
    throw new ReadError('OUTSIDE');
  }

  #ofKernel(): boolean {
    this.#isSysfs ??= isSysfs(this.#folder);
    return this.#isSysfs;
  }

  /** Whether a real path is inside. It is asked for only where a link may lead out: to find the root's own takes a while. */
  #holds(real: string): boolean {
    this.#limit ??= limitOf(realPath(this.#folder));
    return isBelow(real, this.#limit);
  }

  #folderAt(path: string): string {
    if (this.#ofKernel()) return join(this.#folder, path);
    const known = this.#places.get(path);
    if (known !== undefined) return known;
    const place = this.follow(path).path;
    this.#places.set(path, place);
    return place;
  }
}

/** Of a system's list of Functions, the whole copy. */
const limitOf = (real: string): string =>
  real.endsWith(listOfFunctions) ? real.slice(0, -listOfFunctions.length) || sep : real;

/** Whether the way to a path leaves a folder. */
export function leadsOut(path: string, folder: string): boolean {
  try {
    new FolderRoot(folder).follow(belowFolder(path, folder));
    return false;
  } catch (error) {
    return error instanceof ReadError && error.code === 'OUTSIDE';
  }
}

/** A path as it is seen from a folder that holds it. */
export const belowFolder = (path: string, folder: string): string =>
  relative(folder, path).replaceAll(sep, '/');

const parentOf = (path: string): string => {
  const parent = dirname(path);
  return parent === '.' ? '' : parent;
};

/** Where an open file is: a folder on the way may have become a link since it was looked at. Only Linux tells. */
function placeOf(fd: number): string | undefined {
  try {
    return nameOf(readlinkSync(`/proc/self/fd/${fd}`, 'buffer'));
  } catch {
    return undefined;
  }
}
