import type { TextFormat } from '../../format.ts';
import { isList } from './detect.ts';
import { LspciParser } from './parser.ts';

export default {
  name: 'lspci-inventory',
  title: 'lspci, -n, -nn, -mm, -vmm or -v without -x: names, no bytes',
  kind: 'text',
  rank: 80,
  inventory: true,
  detect: ({ text }) => isList(text),
  open: (file) => new LspciParser(file),
} satisfies TextFormat;
