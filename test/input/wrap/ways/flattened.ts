import type { Way } from '../define.ts';

export default {
  name: 'flattened',
  wrap: (text) => `${text.replaceAll('\n', ' ')}\n`,
  changesText: true,
  needsPlain: true,
} satisfies Way;
