import { eachLine, two, type Way } from '../define.ts';

/** rsyslog writes control characters as octal numbers. */
export default {
  name: 'rsyslog',
  wrap: (text) =>
    eachLine(
      text,
      (line, n) => `2026-01-05T10:00:${two(n)}.123456+01:00 host17 dump: ${line.replaceAll('\t', '#011')}`,
    ),
} satisfies Way;
