import { describe, expect, test } from 'vitest';
import { meanings } from '../../src/compare/meaning.ts';
import { isVolatile, volatilePaths } from '../../src/compare/volatile.ts';
import { allPaths } from '../../src/decode/all-paths.ts';
import { pairOf } from './systems.ts';

const known = new Set(allPaths());

describe('the lists of names', () => {
  test.each(volatilePaths)('volatile: %s is in a table', (path) => {
    expect(known).toContain(path);
  });
  test.each(meanings.flatMap(({ reads }) => reads))('read for a meaning: %s is in a table', (path) => {
    expect(known).toContain(path.replace(/\[\d+\]/g, ''));
  });
});

test('access tells status apart, a list the rest', () => {
  expect(isVolatile('aer.correctable_status.receiver_error', 'RW1CS')).toBe(true);
  expect(isVolatile('aer.header_log[2]', 'ROS')).toBe(true);
  expect(isVolatile('msi.data', 'RW')).toBe(true);
  expect(isVolatile('vc.resource[1].status.vc_negotiation_pending', 'RO')).toBe(true);
  expect(isVolatile('pcie.link_status.current_link_speed', 'RO')).toBe(false);
  expect(isVolatile('header.command.bus_master_enable', 'RW')).toBe(false);
});

const before = {
  fields: { 'msi.address.address': 0x3fb80000, 'aer.uncorrectable_status.completion_timeout': 0 },
};
const after = {
  fields: { 'msi.address.address': 0x3fb80004, 'aer.uncorrectable_status.completion_timeout': 1 },
};

test('volatile fields stand apart and say what they mean', async () => {
  const pair = await pairOf(before, after);
  expect(pair.changes).toEqual([]);
  expect(pair.volatile.map(({ field }) => field).sort()).toEqual([
    'aer.uncorrectable_status.completion_timeout',
    'msi.address.address',
  ]);
  expect(pair.meanings).toEqual([
    expect.objectContaining({ text: 'uncorrectable errors logged: Completion Timeout', volatile: true }),
  ]);
});

test('with all of them asked for, they count', async () => {
  const pair = await pairOf(before, after, { all: true });
  expect(pair.changes.length).toBe(2);
  expect(pair.volatile).toEqual([]);
});
