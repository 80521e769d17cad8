import { newline } from './characters.ts';

/** Lines of one Function's text, each with its line end; lines that are not text are empty. */
export interface TextBlock {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** What its lines may be about, as `hintsOf` says it. */
  readonly hints: number;
}

const firstSize = 64 << 10;
const largestSize = 16 << 20;
/** lspci prints a few KiB of a Function; what is longer is other text that is indented. */
const mostText = 256 << 10;
/** Short texts are often the same for Functions that follow each other: the driver, its module. */
const shortText = 512;

/** Keeps the text of many Functions as bytes, in few large buffers, until somebody asks for it. */
export class TextStore {
  #segment = new Uint8Array(0);
  #start = 0;
  #at = 0;
  /** The line that comes next. */
  #next = 0;
  #last: TextBlock | undefined;
  #hints = 0;
  /** Whether text was left out, since there was too much. */
  isCut = false;

  /** A Function begins at a line; its text begins in the next one. */
  begin(line: number): void {
    this.#start = this.#at;
    this.#next = line + 1;
    this.isCut = false;
    this.#hints = 0;
  }

  /** Whether text, or the Function's own line, ends right before a line. */
  isNext(line: number): boolean {
    return this.#next === line;
  }

  /** Takes the bytes of `lines` lines. */
  add(buffer: Uint8Array, start: number, end: number, line: number, lines: number, hints: number): void {
    const skipped = line - this.#next;
    // Over the same line again a terminal shows what comes last; text is what was there first.
    if (skipped < 0 || this.isCut) return;
    const size = skipped + end - start + 1;
    if (this.#at - this.#start + size > mostText) {
      this.isCut = true;
      return;
    }
    this.#hints |= hints;
    this.#reserve(size);
    this.#segment.fill(newline, this.#at, this.#at + skipped);
    this.#at += skipped;
    this.#segment.set(buffer.subarray(start, end), this.#at);
    this.#at += end - start;
    if (buffer[end - 1] !== newline) this.#segment[this.#at++] = newline;
    this.#next = line + lines;
  }

  /** The text of the Function that ends. */
  end(): TextBlock | undefined {
    const length = this.#at - this.#start;
    if (length === 0) return undefined;
    const last = this.#last;
    if (last && length <= shortText && this.#isLikeLast(last)) {
      this.#at = this.#start;
      return last;
    }
    this.#last = {
      bytes: this.#segment,
      start: this.#start,
      end: this.#at,
      hints: this.#hints,
    };
    return this.#last;
  }

  #isLikeLast({ bytes, start, end }: TextBlock): boolean {
    if (end - start !== this.#at - this.#start) return false;
    for (let n = 0; start + n < end; n++)
      if (bytes[start + n] !== this.#segment[this.#start + n]) return false;
    return true;
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#segment.length) return;
    const begun = this.#segment.subarray(this.#start, this.#at);
    const grown = this.#segment.length === 0 ? firstSize : Math.min(this.#segment.length * 4, largestSize);
    this.#segment = new Uint8Array(Math.max(grown, begun.length + size));
    this.#segment.set(begun);
    this.#start = 0;
    this.#at = begun.length;
  }
}

const decoder = new TextDecoder();

/** The lines of a block, without their ends. */
export function linesOfBlock({ bytes, start, end }: TextBlock): string[] {
  const text = decoder.decode(bytes.subarray(start, end));
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}
