import { describe, expect, test } from 'vitest';
import { type DiffOptions, diff } from '../../src/compare/diff.ts';
import type { Difference } from '../../src/compare/difference.ts';
import type { FunctionExample } from '../../src/lint/define.ts';
import { at, sample, systemOf } from './systems.ts';

const nic = (address: string, serial?: bigint, more: FunctionExample['fields'] = {}): FunctionExample => ({
  address,
  fields: {
    'header.vendor_id': 0x8086,
    'header.device_id': 0x1572,
    'header.class_code.base_class': 2,
    'pcie.capabilities.version': 2,
    ...(serial === undefined ? {} : { 'dsn.serial_number': serial }),
    ...more,
  },
});
const other = (address: string): FunctionExample => ({
  address,
  fields: { 'header.vendor_id': 0x1b36, 'header.device_id': 0x10, 'header.class_code.base_class': 1 },
});

const identity: DiffOptions = { match: 'identity' };
const moves = ({ pairs }: Difference): string[] =>
  pairs.map(
    ({ before, after, matchedBy }) => `${before.address.slice(5)} → ${after.address.slice(5)} (${matchedBy})`,
  );
const lone = (difference: Difference): string[] =>
  difference.lone.map(({ kind, function: ref }) => `${kind} ${ref.address.slice(5)}`);

async function compare(
  before: FunctionExample[],
  after: FunctionExample[],
  options?: DiffOptions,
): Promise<Difference> {
  return diff(await systemOf(...before), await systemOf(...after), options);
}

describe('by address', () => {
  test('one that moved is gone in one place and new in another', async () => {
    const difference = await compare(
      [nic('01:00.0', 5n), other('00:01.0')],
      [nic('02:00.0', 5n), other('00:01.0')],
    );
    expect(lone(difference)).toEqual(['removed 01:00.0', 'added 02:00.0']);
    expect(difference.same).toBe(1);
  });

  test('another device at the address is no list of fields', async () => {
    const difference = await compare(
      [nic('01:00.0'), other('00:01.0')],
      [other('01:00.0'), other('00:01.0')],
    );
    expect(lone(difference)).toEqual(['removed 01:00.0', 'added 01:00.0']);
    expect(difference.lone.every(({ replaced }) => replaced)).toBe(true);
    expect(difference.pairs).toEqual([]);
  });

  test('the same device with one ID edited is compared field by field', async () => {
    const difference = await compare(
      [nic('01:00.0'), other('00:01.0')],
      [nic('01:00.0', undefined, { 'header.vendor_id': 0x8087 }), other('00:01.0')],
    );
    expect(difference.pairs[0]?.changes.map(({ field }) => field)).toEqual(['header.vendor_id']);
  });

  test('one Function of each side, wherever it stands', async () => {
    const before = await systemOf(nic('01:00.0'), other('00:01.0'));
    const difference = diff(before, before, { before: at('01:00.0'), after: at('00:01.0') });
    expect(moves(difference)).toEqual(['01:00.0 → 00:01.0 (choice)']);
  });
});

describe('by identity', () => {
  test('by serial number, even where two changed places', async () => {
    const difference = await compare(
      [nic('01:00.0', 5n), nic('02:00.0', 6n)],
      [nic('01:00.0', 6n), nic('02:00.0', 5n)],
      identity,
    );
    expect(moves(difference)).toEqual([
      '01:00.0 → 02:00.0 (serial number)',
      '02:00.0 → 01:00.0 (serial number)',
    ]);
    expect(difference.pairs[0]?.changes.map(({ field }) => field)).toEqual(['address']);
  });

  test('by IDs where no other has them', async () => {
    const difference = await compare(
      [nic('01:00.0'), other('00:01.0')],
      [nic('02:00.0'), other('00:01.0')],
      identity,
    );
    expect(moves(difference)).toEqual(['01:00.0 → 02:00.0 (IDs, and no other Function has them)']);
    expect(difference.same).toBe(1);
  });

  test('one that only moved is the same where the address is to be ignored', async () => {
    const options = { ...identity, ignore: ['address'] };
    const difference = await compare(
      [nic('01:00.0', 5n), other('00:01.0')],
      [nic('02:00.0', 5n), other('00:01.0')],
      options,
    );
    expect(difference.differs).toBe(false);
    expect(difference.same).toBe(2);
  });

  test('what could be one of several is said, not guessed', async () => {
    const difference = await compare(
      [nic('01:00.0'), nic('02:00.0')],
      [nic('03:00.0'), nic('04:00.0')],
      identity,
    );
    expect(difference.pairs).toEqual([]);
    expect(lone(difference)).toEqual([]);
    expect(difference.ambiguous).toEqual([
      expect.objectContaining({ why: expect.stringContaining('nothing tells which is which') }),
    ]);
    expect(difference.differs).toBe(true);
  });

  test('two serial numbers are two units', async () => {
    const difference = await compare(
      [nic('01:00.0', 5n), other('00:01.0')],
      [nic('01:00.0', 6n), other('00:01.0')],
      identity,
    );
    expect(lone(difference)).toEqual(['removed 01:00.0', 'added 01:00.0']);
    expect(difference.ambiguous).toEqual([]);
  });

  test('VFs follow their PF, by VF number', async () => {
    const pf = (address: string): FunctionExample =>
      nic(address, 7n, {
        'sriov.control.vf_enable': 1,
        'sriov.num_vfs': 2,
        'sriov.total_vfs': 2,
        'sriov.initial_vfs': 2,
        'sriov.first_vf_offset': 1,
        'sriov.vf_stride': 1,
        'sriov.vf_device_id': 0x154c,
      });
    const vf = (address: string, enabled: 0 | 1): FunctionExample => ({
      address,
      fields: {
        'header.vendor_id': 0xffff,
        'header.device_id': 0xffff,
        'header.class_code.base_class': 2,
        'header.command.bus_master_enable': enabled,
        'pcie.capabilities.version': 2,
      },
    });
    const difference = await compare(
      [pf('01:00.0'), vf('01:00.1', 0), vf('01:00.2', 0)],
      [pf('05:00.0'), vf('05:00.1', 0), vf('05:00.2', 1)],
      identity,
    );
    expect(moves(difference).sort()).toEqual([
      '01:00.0 → 05:00.0 (serial number)',
      '01:00.1 → 05:00.1 (VF number of the same PF)',
      '01:00.2 → 05:00.2 (VF number of the same PF)',
    ]);
    expect(difference.pairs.flatMap(({ changes }) => changes.map(({ field }) => field)).sort()).toEqual([
      'address',
      'address',
      'address',
      'header.command.bus_master_enable',
    ]);
  });

  test('a PF never becomes a VF, though the IDs are the same', async () => {
    const difference = diff(await sample('l1-host'), await sample('detached-q35'), identity);
    expect(lone(difference)).toEqual(['removed 01:00.0', 'removed 02:00.0']);
    const told = difference.ambiguous.map(({ before, after }) =>
      [before, after].map((refs) => refs.map(({ address }) => address.slice(5)).join(' ')).join(' ? '),
    );
    expect(told).toContain('02:00.1 02:00.2 ? 00:05.0');
  });

  test('every sample is itself', async () => {
    for (const name of ['multi-pf', 'topology', 'dead-slot', 's390x-zpci', 'detached-q35', 'nvme-4vf']) {
      const [a, b] = [await sample(name), await sample(name)];
      for (const match of ['address', 'identity'] as const) {
        const { differs, same } = diff(a, b, { match });
        expect([name, match, differs, same]).toEqual([name, match, false, a.snapshot.functions.length]);
      }
    }
  });
});

test('fields that are to be ignored do not count, and are counted', async () => {
  const [a, b] = [await sample('l1-host'), await sample('dead-slot')];
  const ignore = ['header.base_address', 'sriov.vf_bar[0]', 'header.*memory*', 'pcie.slot_*'];
  const difference = diff(a, b, { ignore });
  const left = new Set(difference.pairs.flatMap(({ changes }) => changes.map(({ field }) => field)));
  expect([...left]).toEqual([
    'header.prefetchable_base_upper',
    'header.prefetchable_limit_upper',
    'header.command.io_space_enable',
    'header.command.bus_master_enable',
    'header.command.serr_enable',
  ]);
  expect(difference.ignored).toBe(18);
});

test('several dumps of one input are compared in their order', async () => {
  const one = await systemOf(nic('01:00.0'));
  const two = await systemOf(other('02:00.0'));
  expect(diff([one, two], [one, two]).differs).toBe(false);
  expect(lone(diff([one, two], [one]))).toEqual(['removed 02:00.0']);
});
