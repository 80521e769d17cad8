import { eachLine, type Way } from '../define.ts';

export default {
  name: 'kernel-time',
  wrap: (text) => eachLine(text, (line, n) => `[${String(n).padStart(5)}.${100000 + n}] ${line}`),
} satisfies Way;
