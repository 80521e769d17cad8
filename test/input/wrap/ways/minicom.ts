import { eachLine, two, type Way } from '../define.ts';

export default {
  name: 'minicom',
  wrap: (text) => eachLine(text, (line, n) => `[2026-01-05 10:00:${two(n)}.123] ${line}`),
} satisfies Way;
