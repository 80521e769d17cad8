import { eachLine, type Way } from '../define.ts';

export default {
  name: 'cat-a',
  wrap: (text) => eachLine(text, (line) => `${line.replaceAll('\t', '^I')}$`),
} satisfies Way;
