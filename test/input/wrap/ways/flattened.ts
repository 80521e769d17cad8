import type { Way } from '../define.ts';

export default {
  name: 'flattened',
  wrap: (text) => `${text.replaceAll('\n', ' ')}\n`,
  changesText: true,
  isSyntax: true,
  changesEnds: true,
  joinsLines: true,
} satisfies Way;
