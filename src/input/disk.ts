import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Snapshot } from '../model/snapshot.ts';
import { isArchive } from './archive.ts';
import { Budget, limits } from './budget.ts';
import type { Bytes } from './bytes.ts';
import { Damage } from './damage.ts';
import { Feeder } from './feed.ts';
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
import type { ByteSource, EntryKind, Tree } from './vfs.ts';
import { beginsZip, endsAsZip, zipTail } from './zip.ts';

/* The only file that touches the disk. Everything is synchronous: measured, it is many times faster. */

const chunkSize = 256 << 10;
/** Files up to this size share one buffer: to allocate one for each costs more than to read it. */
const smallSize = 8 << 10;
const small = Buffer.alloc(smallSize);
/** Opening a pipe for reading waits for a writer; so does a pipe that takes a file's place after the check. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The file system of /sys (Linux, uapi/linux/magic.h). */
const sysfsMagic = 0x62656572;
const isSysfs = (path: string): boolean => quietly(() => statfsSync(path).type) === sysfsMagic;

/**
 * Files and folders of this machine below a root. Links to folders are followed only one at a time, by name. `isLive`
 * tells which files are the running machine's.
 */
export function diskTree(root: string, isLive: (path: string) => boolean = isSysfs): Tree {
  const at = (path: string): string => (path === '' ? root : join(root, path));
  const reasons = new Map<string, string>();
  return {
    name: root,
    folder: basename(resolve(root)),
    list: (path) => quietly(() => readdirSync(at(path)).sort()) ?? [],
    kindOf: (path) => quietly(() => kindOf(at(path))),
    read(path, limit) {
      try {
        const bytes = readRegular(at(path), limit);
        if (!bytes) reasons.set(path, 'it is no regular file');
        return bytes;
      } catch (error) {
        reasons.set(path, reasonOf(error as NodeJS.ErrnoException));
        return undefined;
      }
    },
    live: (path) => (isLive(at(path)) ? quietly(() => sourceOf(at(path))) : undefined),
    whyUnread: (path) => reasons.get(path),
    readLink: (path) => quietly(() => readlinkSync(at(path))),
    display: at,
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
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return 'link';
  if (stat.isDirectory()) return 'directory';
  return stat.isFile() ? 'file' : undefined;
}

/** A file to be read piece by piece. It is not kept open: there may be more Functions than a process may open. */
function sourceOf(path: string): ByteSource | undefined {
  const stat = statSync(path);
  if (!stat.isFile()) return undefined;
  return {
    size: stat.size,
    read(offset, length) {
      const bytes = new Uint8Array(length);
      const got = quietly(() => {
        const fd = openSync(path, withoutWaiting);
        try {
          return readSync(fd, bytes, 0, length, offset);
        } finally {
          closeSync(fd);
        }
      });
      return bytes.subarray(0, got ?? 0);
    },
  };
}

/** The first bytes of a regular file; never opens a pipe or a device. */
function readRegular(path: string, limit: number): Uint8Array | undefined {
  if (!statSync(path).isFile()) return undefined;
  const fd = openSync(path, withoutWaiting);
  try {
    if (!fstatSync(fd).isFile()) return undefined;
    const buffer = limit <= smallSize ? small : Buffer.alloc(limit);
    let length = 0;
    // sysfs files state a size that they do not have: read until nothing comes.
    while (length < limit) {
      const got = readSync(fd, buffer, length, limit - length, null);
      if (got === 0) break;
      length += got;
    }
    // Not Buffer's own slice(), which shares the memory.
    return buffer === small ? Uint8Array.from(small.subarray(0, length)) : buffer.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

/**
 * Reads what a path holds, whatever it is: an archive, or a file with dumps behind each other, holds several. Never
 * throws: what is wrong is in the diagnostics.
 */
export async function diskSnapshots(path: string, from?: string, stdinName = '-'): Promise<Snapshot[]> {
  return (await readPath(path, from, stdinName)).flatMap(splitDumps);
}

/** The first, or only, snapshot that a path holds. */
export async function diskSnapshot(path: string, from?: string, stdinName?: string): Promise<Snapshot> {
  const [first] = await diskSnapshots(path, from, stdinName);
  return first ?? failure(path, 'input/no-functions', 'no function was found in it');
}

async function readPath(path: string, from: string | undefined, stdinName: string): Promise<Snapshot[]> {
  try {
    if (path === '-') return await readStream(0, stdinName, from);
    const stat = statSync(path);
    if (stat.isDirectory()) {
      // A tree passes over folders that cannot be read; of its root that would look like an empty one.
      readdirSync(path);
      return [readTree(diskTree(path), from)];
    }
    if (!stat.isFile() && !stat.isFIFO()) {
      return [failure(path, 'input/unreadable', 'this is neither a file nor a folder')];
    }
    const fd = openSync(path, 'r');
    try {
      return await readStream(fd, path, from);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return [failure(path, 'input/unreadable', reasonOf(error as NodeJS.ErrnoException))];
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'no permission to read it',
    EPERM: 'no permission to read it',
    ELOOP: 'its links lead in a circle',
    EISDIR: 'this is a folder',
    EIO: 'the disk reports an error',
  };
  if (error.code === undefined) throw error;
  return reasons[error.code] ?? `it cannot be read (${error.code})`;
}

/** Milliseconds that this process has computed: what else the machine does is not the input's fault. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function readStream(fd: number, source: string, from: string | undefined): Promise<Snapshot[]> {
  const buffer = Buffer.alloc(chunkSize);
  let length = 0;
  while (length < headSize) {
    const got = readSome(fd, buffer, length);
    if (got === 0) break;
    length += got;
  }
  const first = buffer.subarray(0, length);
  const head = headOf(source, first, length < headSize);
  const budget = new Budget(processorTime);
  if (isArchive(head.bytes)) return readPacked(source, chunksFrom(fd, first), { from, budget });
  if (utf16Of(head)) return [readBytes(source, wholeOf(fd, first), from)];
  const format = detectStream(head, from);
  if ((!format || beginsZip(head.text)) && endsAsZip(tailOf(fd)))
    return readPacked(source, chunksFrom(fd, first), { from, as: 'zip', budget });
  if (!format) return [notRecognised(source, head)];
  const parser = parserOf(format, source, budget);
  if (from === undefined) remarkOnOthers(head, format, parser.diagnostics);
  pushAll(fd, new Feeder(parser, budget, source, buffer), length, budget);
  return [finished(source, format, parser, budget)];
}

/** All bytes of a stream. Most are half of what is read: a text in UTF-16. */
function wholeOf(fd: number, first: Uint8Array): Uint8Array {
  const chunks = [Buffer.from(first)];
  for (let length = first.length; length < limits.file; ) {
    const chunk = Buffer.alloc(chunkSize);
    const got = readSome(fd, chunk, 0);
    if (got === 0) break;
    chunks.push(chunk.subarray(0, got));
    length += got;
  }
  return Buffer.concat(chunks);
}

/** The last bytes of a file; none of a pipe. */
function tailOf(fd: number): Uint8Array {
  const stat = fstatSync(fd);
  if (!stat.isFile()) return new Uint8Array(0);
  const tail = new Uint8Array(Math.min(zipTail, stat.size));
  const got = readSync(fd, tail, 0, tail.length, stat.size - tail.length);
  return tail.subarray(0, got);
}

function pushAll(fd: number, feeder: Feeder, first: number, budget: Budget): void {
  for (let got = first; got > 0; got = budget.idle(() => readSome(fd, feeder.buffer, feeder.length))) {
    budget.earn(got);
    if (!feeder.take(got)) break;
  }
  feeder.end();
}

function readSome(fd: number, buffer: Uint8Array, at: number): number {
  for (;;) {
    try {
      return readSync(fd, buffer, at, buffer.length - at, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      // Standard input may not block: wait a little for who writes to it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** The bytes of a file, read when asked for; the synchronous reads leave nothing under way when the file is closed. */
async function* chunksFrom(fd: number, first: Uint8Array): Bytes {
  yield Uint8Array.from(first);
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(chunkSize);
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

function readPciIds(place: string): Uint8Array | undefined {
  const bytes = quietly(() => readRegular(place, statSync(place).size));
  if (bytes?.[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  // Loaded only here: it takes a while.
  const { gunzipSync } = process.getBuiltinModule('node:zlib');
  return quietly(() => gunzipSync(bytes, { maxOutputLength: mostPciIds }));
}
