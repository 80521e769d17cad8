import { eachLine, two, type Way } from '../define.ts';

export default {
  name: 'tsv',
  wrap: (text) => eachLine(text, (line, n) => `2026-01-05T10:00:${two(n)}Z\t{app="dump"}\t${line}`),
} satisfies Way;
