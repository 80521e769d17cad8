import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/input/diagnostics.ts';
import { MemoryTree } from '../../src/input/memory.ts';
import { readTree } from '../../src/input/read.ts';

const list = (ids: string, driver: string): string =>
  ['0000', ids, '0', ...Array(14).fill('0'), driver].join('\t');

function read(devices: string, buses: readonly string[]) {
  const tree = new MemoryTree('pci');
  tree.add('devices', { kind: 'file', bytes: new TextEncoder().encode(devices) });
  for (const bus of buses) {
    const bytes = new Uint8Array(64);
    bytes.set([0x86, 0x80, 0xc9, 0x10]);
    tree.add(`${bus}/00.0`, { kind: 'file', bytes });
  }
  return readTree(tree, undefined, new Diagnostics('pci'));
}

test('the list of a machine of several domains has the same address more than once, and that is no fault', () => {
  const { functions, diagnostics } = read(`${list('808610c9', 'igb')}\n${list('15b31019', 'mlx5_core')}\n`, [
    '0000:00',
    '0001:00',
  ]);
  expect(functions.map(({ address }) => address)).toEqual(['0000:00:00.0', '0001:00:00.0']);
  expect(diagnostics).toEqual([]);
  // Which of the two lines is of domain 0 nobody says.
  expect(functions.map((fn) => fn.attribute('driver'))).toEqual([undefined, undefined]);
});

test('an address of one line is that of domain 0', () => {
  const { functions } = read(`${list('808610c9', 'igb')}\n`, ['00']);
  expect(functions.map((fn) => fn.attribute('driver'))).toEqual(['igb']);
});
