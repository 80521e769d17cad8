import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Snapshot } from '../model/snapshot.ts';
import { Budget, limits } from './budget.ts';
import { type Bytes, joined } from './bytes.ts';
import { Damage } from './damage.ts';
import { failure } from './finished.ts';
import { PciIds } from './pci-ids.ts';
import { recognise } from './recognise.ts';
import { splitDumps } from './segment.ts';
import { diskTree } from './source/disk-tree.ts';
import { pathOf, shownName } from './source/file-name.ts';
import { namesIn, readAndClose, readRegular, readSome } from './source/files.ts';
import { belowFolder, FolderRoot } from './source/folder-root.ts';
import { reasonOf } from './source/read-error.ts';
import type { Input } from './source-input.ts';

/* With the files of `source`, all that touches the disk. Everything is synchronous: measured, it is many times faster. */

/**
 * Reads what a path holds, whatever it is: an archive, or a file with dumps one after another, holds several. Never
 * throws: what is wrong is in the diagnostics. `name` is what a file or standard input is called there.
 */
export async function diskSnapshots(path: string, from?: string, name = path): Promise<Snapshot[]> {
  return (await readPath(path, from, name)).flatMap(splitDumps);
}

/** The first, or only, snapshot that a path holds. */
export async function diskSnapshot(path: string, from?: string, name?: string): Promise<Snapshot> {
  const [first] = await diskSnapshots(path, from, name);
  return first ?? failure(path, 'input/no-functions', 'no function was found in it');
}

async function readPath(path: string, from: string | undefined, stdinName: string): Promise<Snapshot[]> {
  const name = shownName(path);
  try {
    if (path === '-') return await readStream(0, stdinName, from);
    const stat = statSync(pathOf(path));
    if (stat.isDirectory()) return await readFolder(path, from);
    if (!stat.isFile() && !stat.isFIFO()) {
      return [failure(name, 'input/unreadable', 'this is neither a file nor a folder')];
    }
    return await readAll(openSync(pathOf(path), 'r'), name, from);
  } catch (error) {
    return [failure(name, 'input/unreadable', reasonOf(error))];
  }
}

async function readFolder(path: string, from: string | undefined): Promise<Snapshot[]> {
  const { readTree } = await import('./read.ts');
  // A tree passes over folders that cannot be read; of its root that would look like an empty one.
  namesIn(path);
  return [readTree(diskTree(path), from)];
}

async function readAll(fd: number, name: string, from: string | undefined): Promise<Snapshot[]> {
  try {
    return await readStream(fd, name, from);
  } finally {
    closeSync(fd);
  }
}

/**
 * The same of a path that nobody named, but a folder held: a link is followed inside of that folder only, and what is
 * neither a file nor a folder is not opened.
 */
export async function foundSnapshots(
  path: string,
  folder: string,
  named: NamedFolders,
  from?: string,
): Promise<Snapshot[]> {
  const name = shownName(path);
  const root = named.root(folder);
  const below = belowFolder(path, folder);
  try {
    const isFolder = root.follow(below).stat.isDirectory();
    const snapshots = isFolder ? await readFolder(path, from) : await readAll(root.open(below), name, from);
    return snapshots.flatMap(splitDumps);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'OUTSIDE' || code === 'NOTFILE')
      return [failure(name, 'input/left-out', `it was left out: ${reasonOf(error)}`, 'warning')];
    return [failure(name, 'input/unreadable', reasonOf(error))];
  }
}

/** The folders that were named, as one run found them: what is in them, and where they are, may be another later. */
export class NamedFolders {
  #last: { readonly folder: string; readonly root: FolderRoot } | undefined;

  /** Files of one folder follow each other. */
  root(folder: string): FolderRoot {
    if (this.#last?.folder !== folder) this.#last = { folder, root: new FolderRoot(folder) };
    return this.#last.root;
  }
}

/** The text of a file that was read before, for messages: no other is opened. `folder` held it, if nobody named it. */
export function readAgain(path: string, limit: number, folder?: string): Uint8Array | undefined {
  try {
    if (folder === undefined) return readRegular(path, limit);
    return readAndClose(new FolderRoot(folder).open(belowFolder(path, folder)), limit);
  } catch {
    return undefined;
  }
}

/** All bytes of a file, a pipe or standard input. */
export async function wholeFile(path: string): Promise<Uint8Array> {
  const fd = path === '-' ? 0 : openSync(pathOf(path), 'r');
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of chunksFrom(fd)) {
      chunks.push(chunk);
      length += chunk.length;
    }
    return joined(chunks, length);
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

/** Milliseconds between two questions of how long this process has computed: one takes as long as some rows. */
const betweenQuestions = 20;
let asked = Number.NEGATIVE_INFINITY;
let computed = 0;

/** Milliseconds that this process has computed, to about that: what else the machine does is not the input's fault. */
export function processorTime(): number {
  // Not `performance`, which Node loads when it is first asked: that takes longer than reading a small dump.
  const now = process.uptime() * 1000;
  if (now - asked < betweenQuestions) return computed;
  asked = now;
  const { user, system } = process.cpuUsage();
  computed = (user + system) / 1000;
  return computed;
}

async function readStream(fd: number, source: string, from: string | undefined): Promise<Snapshot[]> {
  const snapshots = await recognise(source, fileInput(fd), { from, budget: new Budget(processorTime) });
  const isEmpty = fd === 0 && snapshots.some(({ diagnostics }) => diagnostics[0]?.code === 'input/empty');
  return isEmpty ? [failure(source, 'input/empty', 'standard input is empty')] : snapshots;
}

/** Bytes of a file or a pipe; the synchronous reads leave nothing under way when it is closed. */
const fileInput = (fd: number): Input => ({
  fill: (buffer, at) => readSome(fd, buffer, at),
  // Parts of it are compared without a loop.
  room: (size) => Buffer.alloc(size),
  rest: () => chunksFrom(fd),
  tail: (most) => tailOf(fd, most),
  ...(fstatSync(fd).isFile() ? { again: () => fromTheStart(fd) } : {}),
});

/** A file once more; undefined of one too large to be unwrapped. */
function fromTheStart(fd: number): Uint8Array | undefined {
  const { size } = fstatSync(fd);
  if (size > limits.wrapped) return undefined;
  const bytes = Buffer.alloc(size);
  let length = 0;
  for (let got = -1; got !== 0 && length < size; length += got)
    got = readSync(fd, bytes, length, size - length, length);
  return bytes.subarray(0, length);
}

/** The last bytes of a file; none of a pipe. */
function tailOf(fd: number, most: number): Uint8Array {
  const stat = fstatSync(fd);
  if (!stat.isFile()) return new Uint8Array(0);
  const tail = new Uint8Array(Math.min(most, stat.size));
  const got = readSync(fd, tail, 0, tail.length, stat.size - tail.length);
  return tail.subarray(0, got);
}

async function* chunksFrom(fd: number): Bytes {
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(limits.chunk);
    const got = readChunk(fd, buffer);
    if (got === 0) return;
    yield buffer.subarray(0, got);
  }
}

/** An error of the disk in the middle of an archive leaves what was read before. */
function readChunk(fd: number, buffer: Uint8Array): number {
  try {
    return readSome(fd, buffer, 0);
  } catch (error) {
    throw new Damage(reasonOf(error as NodeJS.ErrnoException));
  }
}

const pciIdsPlaces = [
  '/usr/share/misc/pci.ids',
  '/usr/share/hwdata/pci.ids',
  '/usr/share/pci.ids',
  '/var/lib/pciutils/pci.ids',
  '/usr/share/misc/pci.ids.gz',
  '/usr/share/hwdata/pci.ids.gz',
  '/opt/homebrew/share/pci.ids',
  '/usr/local/share/pciids/pci.ids',
];
const mostPciIds = 64 << 20;

/** A pci.ids file: the one named, or the first of the usual places, which is read when a name is asked for. */
export function findPciIds(path?: string): PciIds | undefined {
  if (path !== undefined) {
    const bytes = readPciIds(path);
    return bytes && new PciIds(bytes);
  }
  const place = pciIdsPlaces.find((candidate) => existsSync(candidate));
  return place === undefined ? undefined : new PciIds(() => readPciIds(place) ?? new Uint8Array(0));
}

function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function readPciIds(place: string): Uint8Array | undefined {
  const bytes = quietly(() => readRegular(place, Math.min(statSync(pathOf(place)).size, mostPciIds)));
  if (bytes?.[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  // Loaded only here: it takes a while.
  const { gunzipSync } = process.getBuiltinModule('node:zlib');
  return quietly(() => gunzipSync(bytes, { maxOutputLength: mostPciIds }));
}
