import { addressKey, formatKey } from '../../../model/address.ts';
import type { Surroundings } from '../../../model/function.ts';
import { givenHint, regionHint } from './fast-text.ts';
import type { Header } from './header.ts';
import { lazyStated } from './lazy-stated.ts';
import type { Place } from './place.ts';
import { lineOfRecord } from './record.ts';
import type { TextBlock } from './text-store.ts';
import type { WordsKnown } from './words-known.ts';

/** The Function whose lines are read: what is beside its rows. */
export class Current {
  readonly #place: Place;
  readonly #words: WordsKnown;
  line = 0;
  /** lspci says that it could not read the bytes. */
  isRefused = false;
  #description = '';
  /** How many more characters come before the description than an address with its domain has. */
  #indent = 0;
  /** What `lspci -vmm` says about it, a tag a line. */
  #record: Map<string, string> | undefined;

  constructor(place: Place, words: WordsKnown) {
    this.#place = place;
    this.#words = words;
  }

  begin({ domain, routingId, description, at }: Header, indent: number, line: number): void {
    const key = addressKey(domain, routingId);
    this.#place.key = key;
    this.line = line;
    this.isRefused = false;
    // Functions of one kind follow each other: one string for all.
    if (description !== this.#description) this.#description = description;
    this.#indent = indent + at - formatKey(key).length - 1;
    this.#record = undefined;
  }

  /** The Function is a record of `lspci -vmm`. */
  beginRecord(): void {
    this.#record = new Map();
  }

  /** Whether a tag belongs to the record of this Function. */
  takeTag(tag: string, value: string): boolean {
    this.#record?.set(tag, value);
    return this.#record !== undefined;
  }

  surroundings(key: number, block: TextBlock | undefined): Surroundings {
    const { file } = this.#place;
    const { line } = this;
    const isRecord = this.#record !== undefined;
    if (this.#record) this.#description = lineOfRecord(this.#record);
    const text = this.#description;
    const refused = this.isRefused ? { isRefused: true } : {};
    if (!block && text === '') return { text, ...refused };
    const indent = this.#indent;
    const words = this.#words;
    if (block || isRecord) words.areNeeded = true;
    return {
      text,
      statesRegions: ((block?.hints ?? 0) & regionHint) !== 0,
      statesFields: isRecord || block !== undefined,
      statesGiven: isRecord || ((block?.hints ?? 0) & givenHint) !== 0,
      stated: () =>
        lazyStated(
          { file, line, address: formatKey(key), description: text, isRecord, indent, block },
          words,
        ),
      ...refused,
    };
  }
}
