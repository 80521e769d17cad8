import { eachLine, type Way } from '../define.ts';

export default {
  name: 'zero-width',
  wrap: (text) => eachLine(text, (line) => `\u200b${line}\u200e`),
} satisfies Way;
