import type { Way } from '../define.ts';

export default {
  name: 'cr-only',
  wrap: (text) => text.replaceAll('\n', '\r'),
} satisfies Way;
