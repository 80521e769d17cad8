import { closeSync, lstatSync, readlinkSync, realpathSync, type Stats, statfsSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
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

/** A chain of more is left to the system, which says so. */
const mostLinks = 20;

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
  /** How many are being followed. */
  #links = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#places = new Map([['', folder]]);
  }

  /** The path of what is at a place itself, all folders on the way followed. */
  at(path: string): string {
    if (path === '') return this.#folder;
    const slash = path.lastIndexOf('/');
    return `${this.folder(path.slice(0, Math.max(slash, 0)))}${sep}${path.slice(slash + 1)}`;
  }

  /** Where a path leads. */
  follow(path: string): Found {
    if (path === '' || this.#ofKernel()) {
      const place = join(this.#folder, path);
      return { path: place, stat: statSync(pathOf(place)) };
    }
    const own = this.at(path);
    const stat = lstatSync(pathOf(own));
    return stat.isSymbolicLink() ? this.#followLink(path, own) : { path: own, stat };
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

  #followLink(path: string, own: string): Found {
    const near = this.#nearTarget(path, own);
    if (near !== undefined && this.#links < mostLinks) {
      this.#links++;
      try {
        return this.follow(near);
      } finally {
        this.#links--;
      }
    }
    const real = realPath(own);
    if (!this.#holds(real)) throw new ReadError('OUTSIDE');
    return { path: real, stat: lstatSync(pathOf(real)) };
  }

  /**
   * Where a link leads, as a path below the root: of links as sysfs has them, `../../devices/X`. To ask the system for
   * the real path takes many times as long.
   */
  #nearTarget(path: string, own: string): string | undefined {
    const folder = path.split('/').slice(0, -1);
    // Where a folder on the way is a link, `..` leads elsewhere.
    if (own !== `${this.#folder}${sep}${path}`) return undefined;
    const match = /^((?:\.\.\/)*)((?:[^/.][^/]*\/)*[^/.][^/]*)$/.exec(
      nameOf(readlinkSync(pathOf(own), 'buffer')),
    );
    const up = (match?.[1]?.length ?? 0) / 3;
    if (!match || up > folder.length) return undefined;
    return [...folder.slice(0, folder.length - up), match[2]].join('/');
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

  /** Where a folder is, links on the way and itself followed; it is looked for once. */
  folder(path: string): string {
    if (this.#ofKernel()) return join(this.#folder, path);
    const known = this.#places.get(path);
    if (known !== undefined) return known;
    const place = this.follow(path).path;
    this.#places.set(path, place);
    return place;
  }
}

/** For a system's list of Functions, the whole copy. */
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

/** Where an open file is: a folder on the way may have become a link since it was looked at. Only Linux tells. */
function placeOf(fd: number): string | undefined {
  try {
    const link = `/proc/self/fd/${fd}`;
    const real = readlinkSync(link);
    return real.includes('\ufffd') ? nameOf(readlinkSync(link, 'buffer')) : real;
  } catch {
    return undefined;
  }
}
