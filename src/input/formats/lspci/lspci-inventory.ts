import type { TextFormat } from '../../format.ts';
import { isList } from './detect.ts';
import { outcome } from './outcome.ts';
import { LspciParser } from './parser.ts';

export default {
  name: 'lspci-inventory',
  title: 'lspci, -n, -nn, -mm, -vmm or -v without -x: names, no bytes',
  kind: 'text',
  rank: 80,
  detect: ({ text }) => isList(text),
  outcome,
  open: (file) => new LspciParser(file),
} satisfies TextFormat;
