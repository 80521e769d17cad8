import type { Place } from './place.ts';

/** What `ls -l` shows in the sysfs folder of a PF or a VF: `virtfn0 -> ../0000:01:10.0`. */
const linkOfSysfs = /(?:^|[ \t/'"])(?:virtfn\d{1,5}|physfn)['"]? -> \S/;

/** Lines in a row that say nothing to the parser: one diagnostic for all between two that were understood. */
export class UnknownLines {
  readonly #place: Place;
  #first = 0;
  #count = 0;
  /** How many of them are links between a PF and its VFs. */
  #links = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Without `text`, the line is known not to be a link. */
  add(line = this.#place.line, text = ''): void {
    if (linkOfSysfs.test(text)) this.#links++;
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
    const links = this.#links;
    const areAll = links === this.#count;
    this.#count = 0;
    this.#links = 0;
    const which = more === 0 ? 'this line is' : `this line and ${more} more after it are`;
    const skipped = more === 0 ? 'it was' : 'they were';
    const what = areAll
      ? `${links === 1 ? 'a link' : 'links'} of sysfs between a PF and its VFs`
      : "neither a function's first line nor a row of bytes";
    const some = areAll
      ? ''
      : `, ${links} of them ${links === 1 ? 'a link' : 'links'} of sysfs between a PF and its VFs`;
    const hint =
      links === 0
        ? ''
        : `${some}; such links are read only in a file without rows of bytes: put them into one of their own`;
    const message = `${which} ${what}; ${skipped} skipped${hint}`;
    this.#place.reportAt('warning', 'lspci/unknown-line', message, this.#first);
  }
}
