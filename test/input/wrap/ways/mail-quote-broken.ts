import { eachLine, type Way } from '../define.ts';

/** Of a mail program that breaks what it quotes, and quotes the rest no more. */
export default {
  name: 'mail-quote-broken',
  wrap: (text) =>
    eachLine(text, (line) => `> ${line.replaceAll('\t', '        ')}`.replace(/.{74}(?=.)/g, '$&\n')),
  changesText: true,
  needsPlain: true,
} satisfies Way;
