import type { Way } from '../define.ts';

export default {
  name: 'ansible',
  wrap: (text) =>
    `${JSON.stringify({ changed: true, cmd: ['lspci', '-xxx'], rc: 0, stdout: text, stdout_lines: text.split('\n') }, null, 4)}\n`,
} satisfies Way;
