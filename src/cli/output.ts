import { closeSync, openSync, writeSync } from 'node:fs';
import { shownIn } from '../output/text/ascii.ts';
import type { Style } from '../output/text/style.ts';

/** The reader of our output is gone (`| head`): end quietly. */
export class ClosedPipe extends Error {
  override readonly name = 'ClosedPipe';
}

const bufferSize = 256 << 10;
/** Bytes of UTF-8 that one UTF-16 unit may take. */
const mostPerUnit = 3;

/** Writes text to a file descriptor in large pieces, synchronously, so that nothing is lost at the end. */
export class Output {
  readonly #fd: number;
  readonly #owned: boolean;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferSize);
  #used = 0;

  constructor(path?: string) {
    this.#owned = path !== undefined;
    this.#fd = path === undefined ? 1 : openSync(path, 'w');
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
    for (let at = 0; at < bytes.length; ) at += writeSome(this.#fd, bytes, at);
  }

  end(): void {
    this.flush();
    if (this.#owned) closeSync(this.#fd);
  }
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
