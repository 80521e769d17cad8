import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { shownIn } from '../output/text/ascii.ts';
import { safeLinked } from '../output/text/safe.ts';
import type { Style } from '../output/text/style.ts';
import { isReadByRunner } from './ci.ts';
import { type Guard, guards, type Language } from './guards.ts';
import { PartFile, turn } from './part-file.ts';
import { type Place, placeOf } from './place.ts';
import { noPaint } from './terminal.ts';
import { writeAll } from './write-all.ts';
import { WriteError } from './write-error.ts';

/** The reader of our output is gone (`| head`): end quietly. */
export class ClosedPipe extends Error {
  override readonly name = 'ClosedPipe';
}

const bufferSize = 256 << 10;
/** Bytes of UTF-8 that one UTF-16 unit may take. */
const mostPerUnit = 3;
const standardOutput = 1;
const lookedAtOnce = 4 << 10;

/** Writes to a file or standard output in large pieces, synchronously, so that nothing is lost at the end. */
export class Output {
  readonly #target: string | undefined;
  readonly #place: Place;
  readonly #fd: number;
  /** What is written until it is whole; undefined where it goes where it belongs at once. */
  readonly #part: PartFile | undefined;
  readonly #guard: Guard;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferSize);
  #used = 0;
  /** Whether something was sent since signals were heard. */
  #isDue = false;
  /** What was not looked at yet. */
  #pending = '';
  #isColoured = false;
  #isEmpty = true;

  /** `language`: in which way its text is made safe to be printed. */
  constructor(target: string | undefined, language: Language) {
    this.#place = placeOf(target);
    this.#target = this.#place.kind === 'standard output' ? undefined : target;
    this.#guard = guards[language](isReadByRunner());
    try {
      const { fd, part } = opened(this.#place);
      this.#fd = fd;
      this.#part = part;
    } catch (error) {
      throw new WriteError(target, error);
    }
  }

  /** Whether no text was written yet. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  write(text: string): void {
    if (text !== '') this.#isEmpty = false;
    this.#pending += text;
    // Looking at each of many short pieces takes longer than looking at what is in them.
    if (this.#pending.length > lookedAtOnce) this.#pass();
  }

  async writeAll(pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
      this.write(piece);
      if (this.#isDue) await this.#hearSignals();
    }
  }

  /** Text as this terminal can show it. */
  async writeText(pieces: Iterable<string>, style: Style): Promise<void> {
    this.#pass();
    this.#isColoured = style.chalk !== noPaint;
    await this.writeAll(shownIn(style, pieces));
    this.#pass();
    this.#isColoured = false;
  }

  /** Text with links for a terminal. */
  writeLinked(text: string): void {
    this.#pass();
    if (text !== '') this.#isEmpty = false;
    this.#put(safeLinked(text));
  }

  /** Writes bytes that are not text, at once. */
  writeBytes(bytes: Uint8Array): void {
    this.#pass();
    this.#flush();
    this.#send(bytes);
  }

  async end(): Promise<void> {
    this.#pass();
    this.#put(this.#guard.rest());
    this.#flush();
    try {
      if (this.#part && this.#place.kind === 'file')
        await this.#part.moveTo(this.#place.path, this.#place.mode);
      else if (this.#fd !== standardOutput) closeSync(this.#fd);
    } catch (error) {
      throw new WriteError(this.#target, error);
    }
  }

  /** While there is something to take away, a signal does not end us by itself. */
  async #hearSignals(): Promise<void> {
    await turn();
    this.#isDue = false;
  }

  #pass(): void {
    const text = this.#pending;
    this.#pending = '';
    this.#put(this.#guard.safe(text, this.#isColoured));
  }

  #put(text: string): void {
    if (text.length * mostPerUnit > bufferSize - this.#used) this.#flush();
    if (text.length * mostPerUnit > bufferSize) this.#send(Buffer.from(text, 'utf8'));
    else this.#used += this.#buffer.write(text, this.#used, 'utf8');
  }

  #flush(): void {
    const used = this.#used;
    this.#used = 0;
    this.#send(this.#buffer.subarray(0, used));
  }

  #send(bytes: Uint8Array): void {
    this.#isDue = this.#part !== undefined;
    try {
      writeAll(this.#fd, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw new ClosedPipe();
      throw new WriteError(this.#target, error);
    }
  }
}

function opened(place: Place): { readonly fd: number; readonly part?: PartFile } {
  if (place.kind === 'standard output') return { fd: standardOutput };
  if (place.kind === 'device') return { fd: openSync(place.path, 'w') };
  const part = partFor(place);
  return part ? { fd: part.fd, part } : { fd: openSync(place.path, 'w') };
}

/** A file beside a place. Undefined where the file may be written and its folder may not. */
export function partFor({ path, mode }: Extract<Place, { readonly kind: 'file' }>): PartFile | undefined {
  try {
    return new PartFile(dirname(path), mode);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (mode !== undefined && ['EACCES', 'EPERM', 'EROFS'].includes(code)) return undefined;
    throw error;
  }
}
