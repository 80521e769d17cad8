import type { Way } from '../define.ts';

export default {
  name: 'no-break-spaces',
  wrap: (text) => text.replaceAll(' ', '\u00a0'),
} satisfies Way;
