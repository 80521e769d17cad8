import type { Way } from '../define.ts';

export default {
  name: 'bom-crlf',
  wrap: (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`,
  changesEnds: true,
} satisfies Way;
