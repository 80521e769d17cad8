import { eachLine, type Way } from '../define.ts';

export default {
  name: 'less-n',
  wrap: (text) => eachLine(text, (line, n) => `${String(n + 1).padStart(7)} ${line}`),
} satisfies Way;
