import { eachLine, type Way } from '../define.ts';

export default {
  name: 'comment',
  wrap: (text) => eachLine(text, (line) => `// ${line}`),
} satisfies Way;
