import { eachLine, type Way } from '../define.ts';

export default {
  name: 'word-table',
  wrap: (text) => `| line |\n|---|\n${eachLine(text, (line) => `| \`${line}\` |`)}`,
} satisfies Way;
