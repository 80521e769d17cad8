import type { Way } from '../define.ts';
import { eachRow } from './upper-case.ts';

/** Tabs in place of the blanks of rows. */
export default {
  name: 'tabs',
  wrap: (text) => eachRow(text, (line) => line.replaceAll(' ', '\t')),
  widensRows: true,
} satisfies Way;
