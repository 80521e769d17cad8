import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { Budget } from '../../src/input/budget.ts';
import { name as lspci } from '../../src/input/formats/lspci/outcome.ts';
import { climb } from '../../src/input/ladder.ts';
import { streamFormats } from '../../src/input/order.ts';
import { readPlain } from '../../src/input/plain.ts';
import { recognise } from '../../src/input/recognise.ts';
import { begin, memoryInput } from '../../src/input/source-input.ts';
import { inCharacters } from '../../src/input/unwrap/wrappings/characters/index.ts';
import { wrappings } from '../../src/input/unwrap/wrappings/index.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const samples = resolve(import.meta.dirname, '..', '..', 'samples');
const sample = readFileSync(join(samples, 'igb-7vf', 'lspci-xxxx.txt'), 'latin1');
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

async function climbed(bytes: Uint8Array): Promise<Snapshot[]> {
  const input = memoryInput(bytes);
  return climb('dump', await begin(input), input, { budget: new Budget(), depth: 0 });
}

const shown = (snapshots: readonly Snapshot[]): unknown =>
  snapshots.map(({ functions, ...rest }) => ({
    ...rest,
    functions: functions.map((fn) => [
      fn.address,
      fn.config.knownBytes,
      fn.stated.name,
      [...fn.stated.fields],
    ]),
  }));

test('the format of plain dumps is the first that is tried, and alone in its rank', () => {
  expect(streamFormats[0]?.name).toBe(lspci);
  expect(streamFormats.filter(({ rank }) => rank === streamFormats[0]?.rank)).toHaveLength(1);
});

test('the beginning of a file is looked at for each wrapping of characters', () => {
  expect(wrappings.filter(({ kind }) => kind === 'characters')).toEqual(
    wrappings.filter((one) => inCharacters.includes(one)),
  );
});

test.each([
  ['bytes', sample, true],
  ['text and bytes', readFileSync(join(samples, 'igb-7vf', 'lspci-vvv-xxxx.txt'), 'latin1'), true],
  ['a dump quoted further down', `${sample}${sample.replace(/^/gm, '> ')}`, true],
  ['a dump with another after it', `${sample}${sample}`, true],
  ['a quoted dump', sample.replace(/^/gm, '> '), false],
  ['colours', sample.replace(/^0000/gm, '\x1b[1m0000\x1b[0m'), false],
] as const)('%s: a plain dump is read as the whole ladder reads it', async (_, text, isPlain) => {
  const bytes = bytesOf(text);
  const input = memoryInput(bytes);
  const plain = await readPlain(await begin(input), input, {
    name: 'dump',
    from: undefined,
    budget: new Budget(),
  });
  expect(plain !== undefined).toBe(isPlain);
  expect(shown(await recognise('dump', memoryInput(bytes)))).toEqual(shown(await climbed(bytes)));
});
