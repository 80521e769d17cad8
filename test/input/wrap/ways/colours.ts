import { eachLine, type Way } from '../define.ts';

export default {
  name: 'colours',
  wrap: (text) =>
    eachLine(text, (line, n) =>
      n % 2 ? `\u001b[32m${line}\u001b[0m` : `\u001b[1;31m\u001b[K${line}\u001b[m\u001b[K`,
    ),
} satisfies Way;
