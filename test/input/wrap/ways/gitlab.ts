import { eachLine, two, type Way } from '../define.ts';

export default {
  name: 'gitlab',
  wrap: (text) => eachLine(text, (line, n) => `2026-01-05T10:00:${two(n)}.123456Z 01O ${line}`),
} satisfies Way;
