import { type Budget, limits, OverBudget } from './budget.ts';
import type { Parser } from './format.ts';

/** Gives a parser its bytes, with its incomplete last line in front of what comes next. */
export class Feeder {
  /** Bytes that the parser has not taken are at its beginning. */
  buffer: Uint8Array;
  length = 0;
  readonly #parser: Parser;
  readonly #budget: Budget;
  readonly #file: string;

  constructor(
    parser: Parser,
    budget: Budget,
    file: string,
    buffer: Uint8Array = new Uint8Array(limits.chunk),
  ) {
    this.#parser = parser;
    this.#budget = budget;
    this.#file = file;
    this.buffer = buffer;
  }

  /** Takes bytes that were put after the first `length` of the buffer. False: no more are wanted. */
  take(count: number): boolean {
    this.length += count;
    const wasOver = this.#budget.isOver;
    try {
      const taken = this.#parser.push(this.buffer, 0, this.length, false);
      this.buffer.copyWithin(0, taken, this.length);
      this.length -= taken;
      this.#budget.checkTime();
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      if (!wasOver) this.#say(error.message);
      this.length = 0;
      return false;
    }
    if (this.#parser.functions.length > this.#budget.left('functions')) return false;
    if (this.length < this.buffer.length) return true;
    if (this.length >= limits.line) {
      this.#say(`a line of it has more than ${limits.line} bytes`);
      return false;
    }
    const larger = new Uint8Array(this.buffer.length * 2);
    larger.set(this.buffer);
    this.buffer = larger;
    return true;
  }

  /** Takes bytes that are in memory. False: no more are wanted. */
  give(bytes: Uint8Array): boolean {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + this.buffer.length - this.length);
      this.buffer.set(part, this.length);
      at += part.length;
      if (!this.take(part.length)) return false;
    }
    return true;
  }

  end(): void {
    this.#parser.push(this.buffer, 0, this.length, true);
    this.#parser.finish();
  }

  #say(why: string): void {
    const message = `${why}; the rest was dropped, and what was read before is used`;
    const at = { file: this.#file };
    this.#parser.diagnostics.push({ code: 'input/too-large', severity: 'error', message, at });
  }
}
