import type { Way } from '../define.ts';

export default {
  name: 'thin-spaces',
  wrap: (text) => text.replaceAll(' ', '\u2009'),
} satisfies Way;
