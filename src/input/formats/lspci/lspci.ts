import type { TextFormat } from '../../format.ts';
import { isDump } from './detect.ts';
import { everyWord } from './every-word.ts';
import { name, outcome } from './outcome.ts';
import { LspciParser } from './parser.ts';
import { WordsKnown } from './words-known.ts';
import { hexDump } from './write.ts';

export default {
  name,
  title: 'lspci -x, -xxx or -xxxx',
  kind: 'text',
  // The first that is tried: the most common, and nothing else begins like it.
  rank: 1,
  capture: {
    again: 'Take the dump again as root: lspci -D -nn -xxxx.',
    bytes: 'Take the dump again as root with -xxxx.',
    extended: 'Take the dump again with -xxxx.',
    facts: 'Take text and bytes by one lspci -vvv -xxxx.',
    others: 'Take the whole system, without -s and -d: lspci -D -nn -xxxx as root.',
  },
  saysUnused: true,
  detect: ({ text }) => isDump(text),
  outcome,
  open: (file) => new LspciParser(file, new WordsKnown(everyWord)),
  *write(functions) {
    for (const fn of functions) yield* hexDump(fn);
  },
} satisfies TextFormat;
