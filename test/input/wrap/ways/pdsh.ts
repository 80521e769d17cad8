import { eachLine, type Way } from '../define.ts';

export default {
  name: 'pdsh',
  wrap: (text) => eachLine(text, (line) => `node17: ${line}`),
} satisfies Way;
