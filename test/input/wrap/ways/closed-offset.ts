import type { Way } from '../define.ts';
import { eachRow } from './upper-case.ts';

/** The blank after the offset is gone. */
export default {
  name: 'closed-offset',
  wrap: (text) => eachRow(text, (line) => line.replace(': ', ':')),
  isLast: true,
} satisfies Way;
