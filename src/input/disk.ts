import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import type { Snapshot } from '../model/snapshot.ts';
import { isArchive } from './archive.ts';
import type { Parser } from './format.ts';
import { PciIds } from './pci-ids.ts';
import {
  detectStream,
  failure,
  finished,
  headOf,
  headSize,
  notRecognised,
  parserOf,
  readBytes,
  readPacked,
  readTree,
  remarkOnOthers,
  splitDumps,
  utf16Of,
} from './read.ts';
import { diskTree } from './source/disk-tree.ts';
import { pathOf, shownName } from './source/file-name.ts';
import { namesIn, readAndClose, readRegular, readSome } from './source/files.ts';
import { belowFolder, FolderRoot } from './source/folder-root.ts';
import { reasonOf } from './source/read-error.ts';

/* With the files of `source`, all that touches the disk. Everything is synchronous: measured, it is many times faster. */

const chunkSize = 256 << 10;
/** Bytes of a text in UTF-16 that are read. */
const mostInMemory = 512 << 20;

/**
 * Reads what a path holds, whatever it is: an archive, or a file with dumps behind each other, holds several. Never
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
    if (stat.isDirectory()) return readFolder(path, from);
    if (!stat.isFile() && !stat.isFIFO()) {
      return [failure(name, 'input/unreadable', 'this is neither a file nor a folder')];
    }
    return await readAll(openSync(pathOf(path), 'r'), name, from);
  } catch (error) {
    return [failure(name, 'input/unreadable', reasonOf(error))];
  }
}

function readFolder(path: string, from: string | undefined): Snapshot[] {
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
export async function foundSnapshots(path: string, folder: string, from?: string): Promise<Snapshot[]> {
  const name = shownName(path);
  const root = rootOf(folder);
  const below = belowFolder(path, folder);
  try {
    const isFolder = root.follow(below).stat.isDirectory();
    const snapshots = isFolder ? readFolder(path, from) : await readAll(root.open(below), name, from);
    return snapshots.flatMap(splitDumps);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'OUTSIDE' || code === 'NOTFILE')
      return [failure(name, 'input/left-out', `it was left out: ${reasonOf(error)}`, 'warning')];
    return [failure(name, 'input/unreadable', reasonOf(error))];
  }
}

let lastRoot: { readonly folder: string; readonly root: FolderRoot } | undefined;

/** Files of one folder follow each other. */
function rootOf(folder: string): FolderRoot {
  if (lastRoot?.folder !== folder) lastRoot = { folder, root: new FolderRoot(folder) };
  return lastRoot.root;
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

async function readStream(fd: number, source: string, from: string | undefined): Promise<Snapshot[]> {
  const buffer = Buffer.alloc(chunkSize);
  let length = 0;
  while (length < headSize) {
    const got = readSome(fd, buffer, length);
    if (got === 0) break;
    length += got;
  }
  if (length === 0 && fd === 0) return [failure(source, 'input/empty', 'standard input is empty')];
  const head = headOf(source, buffer.subarray(0, length), length < headSize);
  if (isArchive(head.bytes)) {
    return readPacked(source, head.bytes, chunksFrom(fd, buffer.subarray(0, length)), from);
  }
  if (utf16Of(head)) return [readBytes(source, wholeOf(fd, buffer.subarray(0, length)), from)];
  const format = detectStream(head, from);
  if (!format) return [notRecognised(source, head)];
  const parser = parserOf(format, source);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  pushAll(fd, parser, buffer, length);
  parser.finish();
  return [finished(source, format, parser.functions, parser.diagnostics)];
}

/** All bytes of a stream, up to a limit no text of this kind reaches. */
function wholeOf(fd: number, first: Uint8Array): Uint8Array {
  const chunks = [Buffer.from(first)];
  for (let length = first.length; length < mostInMemory; ) {
    const chunk = Buffer.alloc(chunkSize);
    const got = readSome(fd, chunk, 0);
    if (got === 0) break;
    chunks.push(chunk.subarray(0, got));
    length += got;
  }
  return Buffer.concat(chunks);
}

/** Feeds a parser, keeping its incomplete last line in front of what comes next. */
function pushAll(fd: number, parser: Parser, first: Buffer, firstLength: number): void {
  let buffer = first;
  let length = firstLength;
  for (;;) {
    const taken = parser.push(buffer, 0, length, false);
    buffer.copyWithin(0, taken, length);
    length -= taken;
    if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const got = readSome(fd, buffer, length);
    if (got === 0) break;
    length += got;
  }
  parser.push(buffer, 0, length, true);
}

/** The rest of a file, read when asked for; the synchronous reads leave nothing under way when the file is closed. */
function chunksFrom(fd: number, first: Buffer): ReadableStream<Uint8Array> {
  let next: Uint8Array | undefined = Uint8Array.from(first);
  return new ReadableStream({
    pull(controller) {
      if (!next) {
        const buffer = Buffer.allocUnsafeSlow(chunkSize);
        next = buffer.subarray(0, readSome(fd, buffer, 0));
      }
      if (next.length === 0) controller.close();
      else controller.enqueue(next);
      next = undefined;
    },
  });
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
