import { eachLine, type Way } from '../define.ts';

export default {
  name: 'journald',
  wrap: (text) =>
    eachLine(text, (line, n) =>
      JSON.stringify({ __REALTIME_TIMESTAMP: `${1767607200000000 + n}`, _HOSTNAME: 'host17', MESSAGE: line }),
    ),
} satisfies Way;
