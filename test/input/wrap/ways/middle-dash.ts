import type { Way } from '../define.ts';
import { eachRow } from './upper-case.ts';

/** A dash between both halves of a row. */
export default {
  name: 'middle-dash',
  wrap: (text) => eachRow(text, (line) => line.replace(/((?: [0-9a-f]{2}){8}) /, '$1-')),
  isLast: true,
} satisfies Way;
