import { eachLine, type Way } from '../define.ts';

export default {
  name: 'comment-hash',
  wrap: (text) => eachLine(text, (line) => `# ${line}`),
  isEachLine: true,
} satisfies Way;
