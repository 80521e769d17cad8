import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitDumps } from '../../src/input/segment.ts';
import { textSnapshots } from '../../src/input/text.ts';
import type { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { follows, type Way } from './wrap/define.ts';
import { ways } from './wrap/ways.ts';

const samples = join(import.meta.dirname, '../../samples/igb-7vf');
/** The first Functions of a sample: rows alone, and the words of -vv with IDs. */
const blocksOf = (name: string): string[] => readFileSync(join(samples, name), 'utf8').split('\n\n');
const blocks = [blocksOf('lspci-xxx.txt'), blocksOf('lspci-b-vvnnxxx.txt')];
const textOf = (sample: number, count: number): string =>
  `${(blocks[sample] as string[]).slice(0, count).join('\n\n')}\n\n`;

const read = (text: string): readonly Snapshot[] =>
  textSnapshots('dump', Buffer.from(text)).flatMap(splitDumps);
const bytesOf = (snapshots: readonly Snapshot[]) =>
  snapshots.map(({ functions }) =>
    functions.map(({ address, config }) => [
      address,
      config.knownRanges,
      Buffer.from(config.slice(0, config.end)).toString('hex'),
    ]),
  );
const wordsOf = (snapshots: readonly Snapshot[]) =>
  snapshots.map(({ functions }) =>
    functions.map(({ surroundings, stated }) => [
      surroundings.text,
      stated.driver?.value,
      stated.regions.length,
    ]),
  );

/** The digits of a byte stand where its position says; broken lines may have one of them on the next. */
function expectDigits(fn: PciFunction, offset: number, wrapped: string): void {
  const lines = Buffer.from(wrapped).toString('latin1').split('\n');
  const { line = 0, column = 0 } = fn.positionOf(offset);
  const digits = (lines[line - 1] ?? '').slice(column - 1, column + 1).toLowerCase();
  const expected = fn.config.u8(offset).toString(16).padStart(2, '0');
  expect([fn.address, offset, line, column, digits]).toEqual([fn.address, offset, line, column, expected]);
}

function expectAsBefore(text: string, wrapped: string, used: readonly Way[], offset: number): void {
  const [before, after] = [read(text), read(wrapped)];
  expect(bytesOf(after)).toEqual(bytesOf(before));
  if (!used.some(({ changesText }) => changesText)) expect(wordsOf(after)).toEqual(wordsOf(before));
  if (used.some(({ encodes, breaksLines }) => encodes || breaksLines)) return;
  for (const { functions } of after) {
    for (const fn of functions) if (fn.config.has(offset, 1)) expectDigits(fn, offset, wrapped);
  }
}

describe('a dump that another program changed has the Functions, bytes and words that it had', () => {
  test.each(ways.map((way) => [way.name, way] as const))('%s', (_name, way) => {
    for (const sample of [0, 1]) {
      const text = textOf(sample, 3);
      expectAsBefore(text, way.wrap(text), [way], 0x3d);
    }
  });

  test('two of them, one after the other', () => {
    const way = fc.constantFrom(...ways);
    fc.assert(
      fc.property(
        way,
        way,
        fc.nat(1),
        fc.integer({ min: 2, max: 5 }),
        fc.nat(0xff),
        (inner, outer, sample, count, offset) => {
          fc.pre(follows(outer, inner));
          const text = textOf(sample, count);
          expectAsBefore(text, outer.wrap(inner.wrap(text)), [inner, outer], offset);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

test('any text: no throw, and the places are in the file', () => {
  const pieces = [
    '> ',
    '| ',
    '\x1b[1m',
    '&nbsp;',
    '\u00a0',
    '00: ',
    '01:00.0 X',
    'ab cd ',
    '\t',
    '\n',
    '\r',
    '"',
    '\\n',
  ];
  const more = [
    '{"log":"',
    '[1] ',
    '<br>',
    '@@ -1,2 +1,3 @@',
    '+',
    '-',
    '=3D',
    '```',
    'From: a',
    'Subject: b',
    '{\\rtf1 ',
  ];
  const piece = fc.constantFrom(...pieces, ...more);
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const count = text.split('\n').length;
      for (const { diagnostics, remarks } of read(text)) {
        for (const { at } of [...diagnostics, ...(remarks ?? [])])
          if (at?.line !== undefined) expect(at.line).toBeLessThanOrEqual(count);
      }
    }),
    { numRuns: 200 },
  );
});
