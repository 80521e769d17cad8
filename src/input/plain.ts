import type { Snapshot } from '../model/snapshot.ts';
import { isDump } from './formats/lspci/detect.ts';
import { name as lspci, outcome } from './formats/lspci/outcome.ts';
import { LspciParser } from './formats/lspci/parser.ts';
import { WordsKnown } from './formats/lspci/words-known.ts';
import { headOf } from './head.ts';
import { leftSomething } from './left-over.ts';
import { type Naming, parsed, readLater, type Start } from './reading.ts';
import { counted, type Input } from './source-input.ts';
import { isTar } from './tar-header.ts';
import { marksIn } from './unwrap/marks.ts';
import { beginsZip } from './zip-signature.ts';

/** What the reader of plain dumps gave. */
export interface Plain {
  readonly snapshot: Snapshot;
  /** All of the text, where something of it was left: it may be wrapped further down. */
  readonly whole: Uint8Array | undefined;
}

/**
 * Reads a dump as lspci prints it, to which nothing was done as far as its beginning shows; undefined of all else, of
 * which nothing was read then. No other format is asked: this one is the first that is tried, and has a rank of its own,
 * so that nothing is said about others.
 */
export async function readPlain(start: Start, input: Input, naming: Naming): Promise<Plain | undefined> {
  const { name, from, budget } = naming;
  if (from !== undefined && from !== lspci) return undefined;
  const head = headOf(name, start.buffer.subarray(0, start.length), start.atEnd);
  if (!beginsWithDigit(head.bytes) || !isDump(head.text) || isTar(head.bytes) || beginsZip(head.text))
    return undefined;
  if (!marksIn(head.bytes).plain) return undefined;
  budget.earn(start.length);
  const again = input.again?.bind(input);
  const words = new WordsKnown();
  const parser = new LspciParser(name, words);
  const reading = parsed({ name: lspci, outcome }, parser, start, again ? { ...naming, again } : naming);
  const { fill } = counted(input, budget);
  const { snapshot, whole } = await readLater(reading, ({ buffer, at }) => fill(buffer, at));
  if (words.areNeeded) {
    const { everyWord } = await import('./formats/lspci/every-word.ts');
    words.learn(everyWord);
  }
  return { snapshot, whole: leftSomething(snapshot) ? whole() : undefined };
}

/** Whether this may be an address: what is packed begins with other bytes. */
function beginsWithDigit([first = 0]: Uint8Array): boolean {
  return (first >= 0x30 && first <= 0x39) || (first >= 0x61 && first <= 0x66);
}
