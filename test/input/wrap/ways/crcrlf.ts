import type { Way } from '../define.ts';

export default {
  name: 'crcrlf',
  wrap: (text) => text.replaceAll('\n', '\r\r\n'),
} satisfies Way;
