import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { shownIn } from '../output/text/ascii.ts';
import type { Style } from '../output/text/style.ts';

/** The reader of our output is gone (`| head`): end quietly. */
export class ClosedPipe extends Error {
  override readonly name = 'ClosedPipe';
}

/** What was to be written could not be. */
export class WriteError extends Error {
  override readonly name = 'WriteError';

  constructor(path: string | undefined, error: unknown) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    super(`${path ?? 'standard output'} cannot be written: ${reasons[code] ?? message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left there',
  EDQUOT: 'the quota is used up',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'nothing can be written on this disk',
  EIO: 'the disk reports an error',
  EFBIG: 'it grows too large',
};

const bufferSize = 256 << 10;
/** Bytes of UTF-8 that one UTF-16 unit may take. */
const mostPerUnit = 3;

/** Writes text to a file descriptor in large pieces, synchronously, so that nothing is lost at the end. */
export class Output {
  readonly #fd: number;
  readonly #path: string | undefined;
  /** Where a file stands until it is whole, and where it goes then. */
  readonly #part: { readonly path: string; readonly target: string } | undefined;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferSize);
  #used = 0;

  constructor(path?: string) {
    this.#path = path;
    if (path === undefined) {
      this.#fd = 1;
      return;
    }
    try {
      const { fd, part } = openTarget(path);
      this.#fd = fd;
      this.#part = part;
    } catch (error) {
      throw new WriteError(path, error);
    }
    if (this.#part) unfinished.add(this.#part.path);
  }

  write(text: string): void {
    if (text.length * mostPerUnit > bufferSize - this.#used) this.flush();
    if (text.length * mostPerUnit > bufferSize) this.#writeBytes(Buffer.from(text, 'utf8'));
    else this.#used += this.#buffer.write(text, this.#used, 'utf8');
  }

  writeAll(pieces: Iterable<string>): void {
    for (const piece of pieces) this.write(piece);
  }

  /** Text as this terminal can show it. */
  writeText(pieces: Iterable<string>, style: Style): void {
    this.writeAll(shownIn(style, pieces));
  }

  flush(): void {
    this.#writeBytes(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  /** Writes bytes that are no text, at once. */
  writeBytes(bytes: Uint8Array): void {
    this.flush();
    this.#writeBytes(bytes);
  }

  #writeBytes(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSome(this.#fd, bytes, at);
    } catch (error) {
      throw error instanceof ClosedPipe ? error : new WriteError(this.#path, error);
    }
  }

  end(): void {
    this.flush();
    if (this.#path === undefined) return;
    try {
      closeSync(this.#fd);
      if (!this.#part) return;
      renameSync(this.#part.path, this.#part.target);
      unfinished.delete(this.#part.path);
    } catch (error) {
      throw new WriteError(this.#path, error);
    }
  }
}

/** Files that are not whole when lsvf ends are taken away; only one that is killed while it writes leaves a `.part`. */
const unfinished = new Set<string>();
process.on('exit', () => {
  for (const path of unfinished) rmSync(path, { force: true });
});

interface Target {
  readonly fd: number;
  readonly part: { readonly path: string; readonly target: string } | undefined;
}

/** A file is written beside its place and takes it when it is whole; a pipe or a device is written as it is. */
function openTarget(path: string): Target {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) return { fd: openSync(path, 'w'), part: undefined };
  // A link stays one.
  const target = stat ? realpathSync(path) : path;
  try {
    const part = `${target}.part`;
    return { fd: openNew(part, stat?.mode), part: { path: part, target } };
  } catch (error) {
    // The file may be written where its folder may not.
    if (stat && ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return { fd: openSync(path, 'w'), part: undefined };
    throw error;
  }
}

/** Opens a file that was not there: what has its name is taken away, for it may be a link to another file. */
function openNew(path: string, mode: number | undefined): number {
  rmSync(path, { force: true });
  return openSync(path, 'wx', mode);
}

function writeSome(fd: number, bytes: Uint8Array, at: number): number {
  try {
    return writeSync(fd, bytes, at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') throw new ClosedPipe();
    if (code !== 'EAGAIN') throw error;
    // A non-blocking pipe is full: wait a little for its reader.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}
