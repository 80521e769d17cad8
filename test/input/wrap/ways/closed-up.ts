import type { Way } from '../define.ts';
import { eachRow } from './upper-case.ts';

/** As text copied out of a PDF: the blanks between bytes are gone. */
export default {
  name: 'closed-up',
  wrap: (text) =>
    eachRow(
      text,
      (line) => line.slice(0, line.indexOf(' ') + 1) + line.slice(line.indexOf(' ')).replaceAll(' ', ''),
    ),
  isLast: true,
} satisfies Way;
