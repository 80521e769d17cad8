import type { StatedFact } from '../model/stated.ts';

type Fact = StatedFact<number | bigint>;

/**
 * Stated fields, of which those of a capability are read when one of them is first asked for: a report of a thousand
 * Functions has hundreds of thousands, and few of them matter.
 */
export class FieldsRead implements ReadonlyMap<string, Fact> {
  readonly #known: ReadonlyMap<string, Fact>;
  readonly #later: Map<string, () => void>;

  /** Each of `later` states the fields of one capability in `known`. */
  constructor(known: ReadonlyMap<string, Fact>, later: Map<string, () => void>) {
    this.#known = known;
    this.#later = later;
  }

  get(path: string): Fact | undefined {
    this.#read(/^\w*/.exec(path)?.[0] ?? '');
    return this.#known.get(path);
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  get size(): number {
    return this.#all().size;
  }

  entries(): MapIterator<[string, Fact]> {
    return this.#all().entries();
  }

  keys(): MapIterator<string> {
    return this.#all().keys();
  }

  values(): MapIterator<Fact> {
    return this.#all().values();
  }

  [Symbol.iterator](): MapIterator<[string, Fact]> {
    return this.entries();
  }

  forEach(each: (fact: Fact, path: string, fields: ReadonlyMap<string, Fact>) => void): void {
    for (const [path, fact] of this.entries()) each(fact, path, this);
  }

  #read(capability: string): void {
    const read = this.#later.get(capability);
    if (!read) return;
    this.#later.delete(capability);
    read();
  }

  #all(): ReadonlyMap<string, Fact> {
    for (const capability of [...this.#later.keys()]) this.#read(capability);
    return this.#known;
  }
}
