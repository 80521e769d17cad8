import { eachLine, two, type Way } from '../define.ts';

export default {
  name: 'cri',
  wrap: (text) => eachLine(text, (line, n) => `2026-01-05T10:00:${two(n)}.000000${two(n)}Z stdout F ${line}`),
} satisfies Way;
