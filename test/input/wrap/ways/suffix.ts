import { eachLine, type Way } from '../define.ts';

export default {
  name: 'suffix',
  wrap: (text) => eachLine(text, (line) => `${line} |`),
} satisfies Way;
