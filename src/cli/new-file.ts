import {
  chmodSync,
  closeSync,
  createWriteStream,
  mkdtempSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { UsageError } from './exit.ts';
import { Output, WriteError } from './output.ts';

const chunkSize = 64 << 10;
const signals = ['SIGINT', 'SIGTERM'] as const;

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A file that takes its place only when it is whole: until then it stands in a folder of its own beside it. */
export class NewFile {
  /** Where it is written; its name is the one that it will have. */
  readonly path: string;
  readonly #folder: string;
  readonly #target: string | undefined;
  readonly #mode: number | undefined;
  /** Who is interrupted leaves nothing behind. */
  readonly #interrupted = (signal: NodeJS.Signals): void => {
    this.remove();
    process.kill(process.pid, signal);
  };

  /** Without a target it goes to standard output in the end. */
  constructor(target: string | undefined, extension: string) {
    const stat = target === undefined ? undefined : statSync(target, { throwIfNoEntry: false });
    if (target !== undefined && stat?.isDirectory()) throw new UsageError(`${target} is a folder`);
    // A link stays one; a pipe or a device is written to, never replaced.
    this.#target = target !== undefined && stat ? realpathSync(target) : target;
    this.#mode = stat?.mode;
    const ownPlace = this.#target !== undefined && (stat === undefined || stat.isFile());
    const parent = ownPlace ? dirname(this.#target) : tmpdir();
    try {
      this.#folder = mkdtempSync(join(parent, '.lsvf-'));
    } catch (error) {
      throw new WriteError(target, error);
    }
    for (const signal of signals) process.once(signal, this.#interrupted);
    this.path = join(this.#folder, ownPlace ? basename(this.#target) : `stdout.${extension}`);
  }

  /** Writes the pieces; packed, if the name says so. */
  async write(pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>): Promise<void> {
    const packed = /\.t?gz$/i.test(this.path);
    const file = createWriteStream(this.path);
    // Of the disk, not of what makes the pieces.
    let failed: unknown;
    file.once('error', (error) => {
      failed = error;
    });
    const chunks = Readable.from(inChunks(pieces), { objectMode: false });
    try {
      if (packed) await pipeline(chunks, createGzip(), file);
      else await pipeline(chunks, file);
    } catch (error) {
      throw failed === undefined ? error : new WriteError(this.#target, failed);
    }
  }

  /** Puts the file in its place. */
  keep(): void {
    const { path } = this;
    const target = this.#target;
    if (target !== undefined && dirname(this.#folder) === dirname(target)) {
      try {
        // Who may read the old file may read the new one, and nobody else.
        if (this.#mode !== undefined) chmodSync(path, this.#mode);
        renameSync(path, target);
      } catch (error) {
        throw new WriteError(target, error);
      }
    } else {
      const fd = openSync(path, 'r');
      // What takes long has nothing left to remove, and nothing that keeps a signal from ending it.
      if (process.platform !== 'win32') this.remove();
      copy(fd, target);
    }
  }

  /** Removes what is left of it. */
  remove(): void {
    for (const signal of signals) process.off(signal, this.#interrupted);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Small pieces together: a stream takes each for a write. */
async function* inChunks(
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let chunks: Uint8Array[] = [];
  let text = '';
  let length = 0;
  const joined = (): Uint8Array => {
    const bytes = Buffer.concat([...chunks, Buffer.from(text)]);
    chunks = [];
    text = '';
    length = 0;
    return bytes;
  };
  for await (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      chunks.push(Buffer.from(text), piece);
      text = '';
    }
    length += piece.length;
    if (length >= chunkSize) yield joined();
  }
  if (length > 0) yield joined();
}

function copy(fd: number, target: string | undefined): void {
  const output = new Output(target);
  const buffer = Buffer.alloc(chunkSize);
  try {
    for (;;) {
      const length = readSync(fd, buffer, 0, buffer.length, null);
      if (length === 0) break;
      output.writeBytes(buffer.subarray(0, length));
    }
  } finally {
    closeSync(fd);
  }
  output.end();
}
