import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitDumps } from '../../src/input/segment.ts';
import { textSnapshots } from '../../src/input/text.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { printers } from './printers.ts';
import { addressOf, described, statedPrinters } from './stated-printers.ts';

/** Rows of a Function whose first line is not there. */
const rows = Array.from({ length: 16 }, (_, n) => {
  const bytes = Array.from({ length: 16 }, (_, at) => ((n * at + 7) & 0xff).toString(16).padStart(2, '0'));
  return `${(n * 16).toString(16).padStart(2, '0')}: ${bytes.join(' ')}\n`;
}).join('');
const words = 'some words of a person about all this\n';

const read = (text: string): Snapshot[] => textSnapshots('dump', Buffer.from(text)).flatMap(splitDumps);
const sample = join(import.meta.dirname, '../../samples/igb-7vf/lspci-xxx.txt');
const functions = read(readFileSync(sample, 'utf8'))[0]?.functions.slice(0, 4) ?? [];
const told = functions.map((fn) => ({
  ...described(fn),
  vendor: 0x8086,
  device: 0x10c9,
  classCode: 0x20000,
}));

const texts: [name: string, text: string][] = [
  ...Object.entries(printers).map(([name, { before = [], print }]): [string, string] => [
    name,
    [...before, ...functions.flatMap((fn) => print(addressOf(fn), [...fn.config.slice(0, 256)]))].join('\n'),
  ]),
  ...Object.entries(statedPrinters).map(([name, { print }]): [string, string] => [
    name,
    print(told).join('\n'),
  ]),
];

const sizes = (snapshots: readonly Snapshot[]): number[][] =>
  snapshots.map((snapshot) => snapshot.functions.map(({ config }) => config.knownBytes));
const speaksOfRows =
  /input\/unused-bytes|(?:lspci|rows)\/(?:row-without-function|unknown-line|bad-byte)|json\/syntax/;

describe.each(texts)('rows that are nobody’s, in %s', (_name, text) => {
  const before = read(`${text}\n`);
  test.each([
    ['after other text', `${text}\n\n${words}\n${rows}`, text.split('\n').length + 4],
    ['before all', `${words}${rows}\nthen the dump\n${text}\n`, 2],
  ])('%s', (_place, changed, line) => {
    const after = read(changed);
    expect(sizes(after)).toEqual(sizes(before));
    const said = after
      .flatMap(({ diagnostics }) => diagnostics)
      .filter(({ code }) => speaksOfRows.test(code));
    expect(said.map(({ severity }) => severity)).not.toEqual([]);
    expect(said.map((one) => one.at?.line)).toContain(line);
    expect(said.some(({ message }) => /\b1[56]\b/.test(message)) || said.length >= 16).toBe(true);
  });
  test('and none of its own is said to be', () => {
    expect(before.flatMap(({ diagnostics }) => diagnostics).map(({ code }) => code)).not.toContain(
      'input/unused-bytes',
    );
  });
});
