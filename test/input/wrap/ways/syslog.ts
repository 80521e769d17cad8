import { eachLine, two, type Way } from '../define.ts';

export default {
  name: 'syslog',
  wrap: (text) =>
    eachLine(
      text,
      (line, n) =>
        `Jan  5 10:${two(Math.floor(n / 60))}:${two(n)} some-host dump[${1200 + (n % 3)}]: ${line}`,
    ),
} satisfies Way;
