import type { Way } from '../define.ts';

export default {
  name: 'json-string',
  wrap: (text) => `${JSON.stringify({ host: 'a', lspci: text, rc: 0 })}\n`,
} satisfies Way;
