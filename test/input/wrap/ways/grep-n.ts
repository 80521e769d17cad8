import { eachLine, type Way } from '../define.ts';

export default {
  name: 'grep-n',
  wrap: (text) => eachLine(text, (line, n) => `dumps/host.txt:${n + 1}:${line}`),
  isEachLine: true,
  endsInNumber: true,
} satisfies Way;
