import type { Way } from '../define.ts';
import { eachRow } from './upper-case.ts';

/** Bytes as a list. */
export default {
  name: 'commas',
  wrap: (text) => eachRow(text, (line) => line.replace(/ ([0-9a-f]{2})(?= )/g, ' $1,')),
  isLast: true,
} satisfies Way;
