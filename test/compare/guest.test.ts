import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/compare/diff.ts';
import type { FunctionDifference } from '../../src/compare/difference.ts';
import { readSnapshot } from '../../src/index.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';
import { at, pairOf, sample, systemOfBytes } from './systems.ts';

async function hostAndGuest(vf: string, seen: string): Promise<FunctionDifference> {
  const { pairs } = diff(await sample('l1-host'), await sample('detached-q35'), {
    before: at(vf),
    after: at(seen),
  });
  return pairs[0] as FunctionDifference;
}

describe('a host against the guest that has its VF', () => {
  test.each([
    ['01:10.2', '01:00.0'],
    ['02:00.1', '00:05.0'],
  ])('%s, in the guest %s: every difference is explained', async (vf, seen) => {
    const pair = await hostAndGuest(vf, seen);
    expect(pair.guest).toBe('after');
    expect(pair.changes.length).toBeGreaterThan(5);
    expect(pair.changes.filter(({ explanation }) => explanation === null)).toEqual([]);
  });

  test('who did what', async () => {
    const { changes } = await hostAndGuest('01:10.2', '01:00.0');
    const by = Object.fromEntries(changes.map(({ field, explanation }) => [field, explanation?.by]));
    expect(by).toEqual({
      'header.vendor_id': 'vfio-pci',
      'header.device_id': 'vfio-pci',
      'header.command.bus_master_enable': 'guest',
      'header.command.interrupt_disable': 'guest',
      'header.base_address[0]': 'vfio-pci',
      'header.base_address[3]': 'vfio-pci',
      'msix.control.enable': 'guest',
      'aer.capability_header.next_capability': 'QEMU',
      ari: 'QEMU',
    });
  });

  test('the other way round', async () => {
    const { pairs } = diff(await sample('detached-q35'), await sample('l1-host'), {
      before: at('01:00.0'),
      after: at('01:10.2'),
    });
    expect(pairs[0]?.guest).toBe('before');
    expect(pairs[0]?.changes.find(({ field }) => field === 'ari')).toMatchObject({
      kind: 'added',
      explanation: { by: 'QEMU' },
    });
  });
});

test.each(['0000_02_10.2', '0000_03_00.1'])('%s as vfio-pci showed it at open', (name) => {
  const folder = join(import.meta.dirname, '..', '..', 'samples', 'vf-on-vfio', 'vfio');
  const bytes = (state: string): Uint8Array => readFileSync(join(folder, `${name}-${state}.bin`));
  const { pairs } = diff(systemOfBytes(bytes('raw-open')), systemOfBytes(bytes('vfio-open')));
  expect(pairs[0]?.guest).toBe('after');
  expect(new Set(pairs[0]?.changes.map(({ explanation }) => explanation?.by))).toEqual(new Set(['vfio-pci']));
});

test('what no hypervisor is known to do is not explained', async () => {
  const host = {
    address: '01:00.1',
    fields: { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff, 'pcie.capabilities.version': 2 },
  };
  const fields = { 'header.vendor_id': 0x8086, 'header.device_id': 0x154c, 'pcie.capabilities.version': 2 };
  const pair = await pairOf(host, { address: '00:05.0', fields, bytes: { 192: [1, 2, 3, 4] } });
  expect(pair.guest).toBe('after');
  expect(pair.changes.find(({ field }) => field === '0x0c0')?.explanation).toBeNull();
});

test('two VFs of one host are no guest', async () => {
  const host = await sample('l1-host');
  const { pairs, same } = diff(host, host, { before: at('01:10.0'), after: at('02:00.1') });
  expect(pairs[0]?.guest ?? null).toBeNull();
  expect(same).toBe(0);
});

test('IDs that somebody wrote into a VF, whose PF is still there, are no guest', async () => {
  const host = await sample('igb-7vf');
  const path = join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf', 'lspci-xxxx.txt');
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(/(01:10\.0 .*\n00: )ff ff ff ff/, '$186 80 ca 10');
  expect(edited).not.toBe(text);
  const after = new System(await readSnapshot({ text: edited }), new Names());
  const [pair] = diff(host, after).pairs;
  expect(pair?.guest).toBeNull();
  expect(pair?.meanings.map((one) => one.text)).toEqual(['IDs were filled in: 8086:10ca']);
  expect(pair?.changes.map(({ explanation }) => explanation)).toEqual([null, null]);
});
