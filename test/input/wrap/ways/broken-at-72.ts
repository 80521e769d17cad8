import { eachLine, type Way } from '../define.ts';

export default {
  name: 'broken-at-72',
  wrap: (text) => eachLine(text, (line) => line.replaceAll('\t', '        ').replace(/.{72}(?=.)/g, '$&\n')),
  changesText: true,
} satisfies Way;
