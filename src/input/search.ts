import { limits } from './budget.ts';
import { detectStream } from './detect-stream.ts';
import type { FileFormat, TextFormat } from './format.ts';
import { headOf } from './head.ts';
import { streamFormats } from './order.ts';

/* Reports hold a dump after much other text: where a file's beginning says nothing, the rest of it is looked at. */

/** A part begins so many bytes before the end of the one before it: a Function's first lines are in one of them. */
const overlap = 4 << 10;
/** What a line of a dump or a list begins with, or a row has: to ask each format takes a hundred times as long. */
const listLine = /^[ \t>|]*(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7] ["A-Z]/im;
const rowOfBytes = /(?:\b[0-9a-f]{2}[ \t,]+){8}/i;
const rowOfWords = /(?:\b(?:0x)?[0-9a-f]{8}[ \t,]+){3}/i;
/** Formats that are known by less than bytes are looked for where a file begins. */
const wanted = streamFormats.filter(({ inventory, name }) => !inventory || name === 'lspci-inventory');

/** Looks for a dump further down in a text. */
export class Search {
  readonly #name: string;
  readonly #decoder = new TextDecoder('latin1');
  #from: number;

  /** `looked`: bytes at the beginning in which there is none. */
  constructor(name: string, looked: number) {
    this.#name = name;
    this.#from = Math.max(looked - overlap, 0);
  }

  /** The format of a dump in `text`, all that has come; undefined as long as there is none. */
  find(text: Uint8Array, atEnd: boolean): TextFormat | FileFormat | undefined {
    while (text.length - this.#from > overlap) {
      const part = text.subarray(this.#from, this.#from + limits.head);
      if (part.length < limits.head && !atEnd) return undefined;
      this.#from += part.length - overlap;
      const words = this.#decoder.decode(part);
      if (listLine.test(words) || rowOfBytes.test(words) || rowOfWords.test(words)) {
        const found = detectStream(headOf(this.#name, part, false), undefined, wanted);
        if (found) return found;
      }
      if (atEnd && this.#from + overlap >= text.length) return undefined;
    }
    return undefined;
  }
}
