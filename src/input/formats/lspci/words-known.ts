import type { readStated } from './stated.ts';
import type { readSystem } from './stated-system.ts';

/** What reads the text of -v. */
export interface Words {
  readonly readStated: typeof readStated;
  readonly readSystem: typeof readSystem;
}

/**
 * The words that a reader knows. A dump of bytes alone needs none: they are many, and may be loaded when all is read,
 * before anybody asks what is stated.
 */
export class WordsKnown {
  #words: Words | undefined;
  /** Some Function has text. */
  areNeeded = false;

  constructor(words?: Words) {
    this.#words = words;
  }

  learn(words: Words): void {
    this.#words = words;
  }

  get all(): Words {
    if (!this.#words) throw new Error('the words of lspci were asked for before they were loaded');
    return this.#words;
  }
}
