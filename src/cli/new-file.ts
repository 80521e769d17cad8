import { closeSync, openSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Language } from './guards.ts';
import { Output, partFor } from './output.ts';
import { PartFile, turn } from './part-file.ts';
import { isStandardOutput, type Place, placeOf } from './place.ts';
import { writeAll } from './write-all.ts';
import { WriteError } from './write-error.ts';

type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

const chunkSize = 64 << 10;

/** A file that can be looked at before it takes its place, or goes to standard output or a device. */
export class NewFile {
  /** Where it is until then. */
  readonly path: string;
  /** What it will be called. */
  readonly name: string;
  /** Whether it was made of text. */
  isText = true;
  readonly #target: string | undefined;
  readonly #place: Place;
  readonly #part: PartFile;
  /** Whether it is beside its place. */
  readonly #isBeside: boolean;

  constructor(target: string | undefined, extension: string) {
    this.#target = target;
    this.#place = placeOf(target);
    const beside = this.#partBeside();
    this.#isBeside = beside !== undefined;
    this.#part = beside ?? partElsewhere();
    this.path = this.#part.path;
    this.name = isStandardOutput(target) ? `stdout.${extension}` : basename(target);
  }

  #partBeside(): PartFile | undefined {
    if (this.#place.kind !== 'file') return undefined;
    try {
      return partFor(this.#place);
    } catch (error) {
      throw new WriteError(this.#target, error);
    }
  }

  /** Writes the pieces; packed, if the name says so. */
  async write(pieces: Pieces): Promise<void> {
    const chunks = this.#chunksOf(pieces);
    if (/\.t?gz$/i.test(this.name)) {
      await pipeline(Readable.from(chunks, { objectMode: false }), createGzip(), (packed) =>
        this.#take(packed),
      );
      this.isText = false;
    } else await this.#take(chunks);
  }

  async #take(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of chunks) {
      try {
        writeAll(this.#part.fd, chunk);
      } catch (error) {
        throw this.#isBeside ? new WriteError(this.#target, error) : elsewhereError(error);
      }
      await turn();
    }
  }

  /** Puts the file in its place. `language`: as what it is printed, where it does not go to a file. */
  async keep(language: Language = 'exact'): Promise<void> {
    if (this.#isBeside && this.#place.kind === 'file') {
      try {
        await this.#part.moveTo(this.#place.path, this.#place.mode);
      } catch (error) {
        throw new WriteError(this.#target, error);
      }
      return;
    }
    const fd = openSync(this.path, 'r');
    // What takes long has nothing left to remove, and nothing that keeps a signal from ending it.
    if (process.platform !== 'win32') this.remove();
    await copy(fd, new Output(this.#target, language), language === 'exact');
  }

  /** Removes what is left of it. */
  remove(): void {
    this.#part.remove();
  }

  /** Small pieces together: a stream takes each for a write. */
  async *#chunksOf(pieces: Pieces): AsyncGenerator<Uint8Array> {
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
        this.isText = false;
        chunks.push(Buffer.from(text), piece);
        text = '';
      }
      length += piece.length;
      if (length >= chunkSize) yield joined();
    }
    if (length > 0) yield joined();
  }
}

/** Without a place for a file beside it: in the usual folder for such files. */
function partElsewhere(): PartFile {
  try {
    return new PartFile(tmpdir(), 0o600);
  } catch (error) {
    throw elsewhereError(error);
  }
}

const elsewhereError = (error: unknown): WriteError =>
  new WriteError(tmpdir(), error, '; it is made there before it is printed, and TMPDIR names another folder');

async function copy(fd: number, output: Output, isExact: boolean): Promise<void> {
  const buffer = Buffer.alloc(chunkSize);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  try {
    for (;;) {
      const length = readSync(fd, buffer, 0, buffer.length, null);
      const bytes = buffer.subarray(0, length);
      if (isExact) output.writeBytes(bytes);
      else output.write(decoder.decode(bytes, { stream: length > 0 }));
      if (length === 0) break;
    }
  } finally {
    closeSync(fd);
  }
  await output.end();
}
