import { eachLine, type Way } from '../define.ts';

export default {
  name: 'csv',
  wrap: (text) => `n,line\n${eachLine(text, (line, n) => `${n},"${line.replaceAll('"', '""')}"`)}`,
} satisfies Way;
