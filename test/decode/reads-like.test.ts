import { expect, test } from 'vitest';
import { readsLike, statesNoRegisters } from '../../src/decode/reads-like.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { readBytes } from '../../src/input/read.ts';
import type { PciFunction } from '../../src/model/function.ts';

/* A Function stands for another in what `show` writes and in a verdict: nothing beside the bytes may read otherwise. */

function functionOf(name: string, { bytes = 'ff ff ff ff', text = '' } = {}): PciFunction {
  const zeros = [1, 2, 3].map((row) => `${row}0:${' 00'.repeat(16)}\n`).join('');
  const dump = `01:10.0 Ethernet controller: ${name}\n${text}00: ${bytes}${' 00'.repeat(12)}\n${zeros}`;
  const [fn] = readBytes('dump.txt', new TextEncoder().encode(dump)).functions;
  if (!fn) throw new Error('there is no Function in it');
  return fn;
}
const plain = functionOf('Name');
const ids = { vendor: 0x8086, device: 0x10ca };

test.each([
  ['the same bytes', functionOf('Name'), undefined, true],
  ['another name', functionOf('Other name'), undefined, true],
  ['other bytes', functionOf('Name', { bytes: '86 80 ca 10' }), undefined, false],
  ['IDs from its PF', functionOf('Name'), ids, false],
  ['IDs from words', functionOf('Name [8086:10ca]'), undefined, false],
])('%s', (_what, fn, its, expected) => {
  expect(readsLike(fn, its, new FunctionView(plain))).toBe(expected);
});

test.each([
  ['a name alone', '', true],
  ['a driver', '\tKernel driver in use: igbvf\n', false],
  ['a register', '\tControl: I/O- Mem+ BusMaster+\n', false],
  ['a BAR', '\tRegion 0: Memory at fe000000 (64-bit, prefetchable) [size=16K]\n', false],
])('what words may be about: %s', (_what, text, expected) => {
  expect(statesNoRegisters(functionOf('Name', { text }))).toBe(expected);
});
