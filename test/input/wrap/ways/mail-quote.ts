import { eachLine, type Way } from '../define.ts';

export default {
  name: 'mail-quote',
  wrap: (text) => `On Mon, 5 Jan 2026, A wrote:\n${eachLine(text, (line) => `> ${line}`.trimEnd())}`,
} satisfies Way;
