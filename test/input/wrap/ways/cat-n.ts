import { eachLine, type Way } from '../define.ts';

export default {
  name: 'cat-n',
  wrap: (text) => eachLine(text, (line, n) => `${String(n + 1).padStart(6)}\t${line}`),
} satisfies Way;
