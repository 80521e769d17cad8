import type { Place } from './place.ts';

/** Lines in a row that say nothing to the parser: one diagnostic for all between two that were understood. */
export class UnknownLines {
  readonly #place: Place;
  #first = 0;
  #count = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  add(line = this.#place.line): void {
    if (this.#count++ === 0 || line < this.#first) this.#first = line;
  }

  /** Whether such lines are between this one and the last that was understood. */
  get isAny(): boolean {
    return this.#count > 0;
  }

  /** A line was understood. */
  report(): void {
    if (this.#count === 0) return;
    const more = this.#count - 1;
    this.#count = 0;
    const which = more === 0 ? 'this line is' : `this line and ${more} more after it are`;
    const skipped = more === 0 ? 'it was' : 'they were';
    const message = `${which} neither a function's first line nor a row of bytes; ${skipped} skipped`;
    this.#place.reportAt('warning', 'lspci/unknown-line', message, this.#first);
  }
}
