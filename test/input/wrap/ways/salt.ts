import { eachLine, type Way } from '../define.ts';

export default {
  name: 'salt',
  wrap: (text) => `minion1:\n${eachLine(text, (line) => `    ${line}`)}`,
} satisfies Way;
