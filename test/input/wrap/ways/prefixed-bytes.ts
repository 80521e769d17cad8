import type { Way } from '../define.ts';
import { eachRow } from './upper-case.ts';

/** Bytes as numbers of C. */
export default {
  name: 'prefixed-bytes',
  wrap: (text) => eachRow(text, (line) => line.replaceAll(' ', ' 0x')),
  isLast: true,
} satisfies Way;
