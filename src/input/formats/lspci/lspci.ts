import type { TextFormat } from '../../format.ts';
import { isDump } from './detect.ts';
import { outcome } from './outcome.ts';
import { LspciParser } from './parser.ts';
import { hexDump } from './write.ts';

export default {
  name: 'lspci',
  title: 'lspci -x, -xxx or -xxxx',
  kind: 'text',
  // The first that is tried: the most common, and nothing else begins like it.
  rank: 1,
  saysUnused: true,
  detect: ({ text }) => isDump(text),
  outcome,
  open: (file) => new LspciParser(file),
  *write(functions) {
    for (const fn of functions) yield* hexDump(fn);
  },
} satisfies TextFormat;
