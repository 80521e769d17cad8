import { eachLine, type Way } from '../define.ts';

export default {
  name: 'lost-escapes',
  wrap: (text) => eachLine(text, (line) => `[32m${line}[0m`),
} satisfies Way;
