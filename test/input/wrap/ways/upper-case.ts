import type { Way } from '../define.ts';

const row = /^[0-9a-f]{2,3}: (?:[0-9a-f]{2} ){15}[0-9a-f]{2}$/gm;
export const eachRow = (text: string, change: (row: string) => string): string =>
  text.replace(row, (line) => change(line));

export default {
  name: 'upper-case',
  wrap: (text) => eachRow(text, (line) => line.toUpperCase()),
} satisfies Way;
