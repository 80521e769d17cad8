import { eachLine, type Way } from '../define.ts';

/** As screen writes its contents: broken at 80 columns, and filled up to there. */
export default {
  name: 'padded',
  wrap: (text) =>
    eachLine(text, (line) =>
      (line.replaceAll('\t', '        ').match(/.{1,80}/g) ?? ['']).map((part) => part.padEnd(80)).join('\n'),
    ),
  changesText: true,
} satisfies Way;
