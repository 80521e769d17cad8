import type { AddressKey } from '../../../model/address.ts';
import type { Place } from './place.ts';

/* What a linter says once of a whole file, at the first line of the kind. */

/** How lines are not as lspci prints them. */
const kinds = {
  'lspci/crlf': 'lines end in CR LF',
  'lspci/indented': 'lines are indented: lspci -F does not take them',
  'lspci/ascii-column': 'text follows the bytes: lspci -F refuses the file',
  'lspci/wrapped-row': 'a row goes on in the next line: lspci -F does not take it',
  'lspci/line-prefix': 'something is before or in the lines: lspci -F does not take them',
} as const;
type Kind = keyof typeof kinds;

export class Remarks {
  readonly #place: Place;
  readonly #first = new Map<Kind, number>();
  #withDomain = 0;
  #withoutDomain = 0;
  #unsortedLine = 0;
  #lastKey = -1;

  constructor(place: Place) {
    this.#place = place;
  }

  note(kind: Kind, line = this.#place.line): void {
    if (!this.#first.has(kind)) this.#first.set(kind, line);
  }

  /** A Function begins at a line. */
  noteAddress(key: AddressKey, hasDomain: boolean, line: number): void {
    if (hasDomain) this.#withDomain ||= line;
    else this.#withoutDomain ||= line;
    if (key < this.#lastKey) this.#unsortedLine ||= line;
    this.#lastKey = key;
  }

  finish(): void {
    const place = this.#place;
    for (const code of Object.keys(kinds) as Kind[]) {
      const line = this.#first.get(code);
      if (line !== undefined) place.remarkAt(code, kinds[code], line);
    }
    if (this.#withDomain > 0 && this.#withoutDomain > 0) {
      const message = 'some functions have a domain and others do not: two dumps may have been joined';
      place.remarkAt('lspci/mixed-domains', message, Math.max(this.#withDomain, this.#withoutDomain));
    }
    if (this.#unsortedLine > 0) {
      const message = 'this Function comes after one with a higher address';
      place.remarkAt('lspci/not-sorted', message, this.#unsortedLine);
    }
  }
}
