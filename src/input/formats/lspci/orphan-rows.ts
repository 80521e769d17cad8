import type { Place } from './place.ts';

/** Rows that no Function has: one diagnostic for all that follow each other. */
export class OrphanRows {
  readonly #place: Place;
  #first = 0;
  #count = 0;
  #why = '';

  constructor(place: Place) {
    this.#place = place;
  }

  add(why: string): void {
    if (this.#count > 0 && why !== this.#why) this.report();
    if (this.#count++ > 0) return;
    this.#first = this.#place.line;
    this.#why = why;
  }

  /** Something else comes. */
  report(): void {
    if (this.#count === 0) return;
    const more = this.#count - 1;
    this.#count = 0;
    const message =
      more === 0
        ? `this row of bytes is ${this.#why}; it was skipped`
        : `this row of bytes and ${more} more after it are ${this.#why}; they were skipped`;
    this.#place.reportAt('error', 'lspci/row-without-function', message, this.#first);
  }
}
