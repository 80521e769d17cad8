import { eachLine, type Way } from '../define.ts';

export default {
  name: 'string-array',
  wrap: (text) =>
    `lines = [\n${eachLine(text, (line) => `  '${line.replace(/[\\']/g, '\\$&').replaceAll('\t', '\\t')}',`)}]\n`,
} satisfies Way;
