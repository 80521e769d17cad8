import type { TextFormat } from '../../format.ts';
import { isList } from './detect.ts';
import { everyWord } from './every-word.ts';
import { outcome } from './outcome.ts';
import { LspciParser } from './parser.ts';
import { WordsKnown } from './words-known.ts';

export default {
  name: 'lspci-inventory',
  title: 'lspci, -n, -nn, -mm, -vmm or -v without -x: names, no bytes',
  kind: 'text',
  rank: 80,
  capture: {
    again: 'Take the dump again: lspci -D -nn -xxxx as root.',
    bytes: 'Take the dump again as root with -xxxx.',
    extended: 'Take the dump again as root with -xxxx.',
    facts: 'Take text and bytes by one lspci -vvv -xxxx.',
    others: 'Take the whole system, without -s and -d.',
  },
  detect: ({ text }) => isList(text),
  outcome,
  open: (file) => new LspciParser(file, new WordsKnown(everyWord)),
} satisfies TextFormat;
