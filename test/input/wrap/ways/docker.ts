import { eachLine, two, type Way } from '../define.ts';

export default {
  name: 'docker',
  wrap: (text) =>
    eachLine(text, (line, n) =>
      JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: `2026-01-05T10:00:${two(n)}.000000000Z` }),
    ),
} satisfies Way;
