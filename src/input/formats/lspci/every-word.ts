import { readStated } from './stated.ts';
import { readSystem } from './stated-system.ts';
import type { Words } from './words-known.ts';

/** All that reads the text of -v, with the words of every capability. */
export const everyWord: Words = { readStated, readSystem };
