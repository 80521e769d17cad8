import { expect, test } from 'vitest';
import { Facts, mergeStated } from '../../src/input/facts.ts';

test('the first statement of a fact stands, and one that differs is a conflict', () => {
  const facts = new Facts('sysfs');
  const at = { file: 'a', line: 3 };
  expect(facts.field('sriov.total_vfs', 8)).toBeUndefined();
  expect(facts.field('sriov.total_vfs', 8n)).toBeUndefined();
  const conflict = facts.field('sriov.total_vfs', 7, at);
  expect(conflict).toEqual({
    what: 'sriov.total_vfs',
    first: { value: 8, by: 'sysfs' },
    second: { value: 7, by: 'sysfs', at },
  });
  facts.fact('modules', ['igb', 'igbvf']);
  expect(facts.fact('modules', ['igb', 'igbvf'])).toBeUndefined();
  expect(facts.fact('modules', ['igb'])).toMatchObject({ what: 'modules' });
  const stated = facts.build();
  expect(stated.fields.get('sriov.total_vfs')?.value).toBe(8);
  expect(stated.conflicts).toHaveLength(2);
});

test('a Class Code of 24 bits completes one of 16', () => {
  const facts = new Facts('lspci');
  facts.classCode(0x020000, 16);
  expect(facts.classCode(0x020001, 24)).toBeUndefined();
  expect(facts.classCode(0x020000, 16)).toBeUndefined();
  expect(facts.classCode(0x030001, 24)).toMatchObject({ what: 'classCode' });
  expect(facts.build()).toMatchObject({ classCode: { value: 0x020001 }, classCodeBits: 24 });
});

test('two statements of one Function become one', () => {
  const words = new Facts('lspci');
  words.region({ index: 0, of: 'function', kind: 'memory', address: 0xfe000000n });
  words.capability({ kind: 'standard', name: 'msi', title: 'MSI', offset: 0x50 });
  words.capability({ kind: 'standard', title: 'what no table knows' });
  const files = new Facts('sysfs');
  files.region({ index: 0, of: 'function', kind: 'memory', address: 0xfe000000n, size: 0x1000n });
  files.region({ index: 0, of: 'vf', kind: 'memory', size: 0x4000n });
  files.capability({ kind: 'standard', name: 'msi', title: 'Message Signalled Interrupts' });
  files.capability({ kind: 'extended', name: 'sriov', title: 'SR-IOV', offset: 0x160 });
  files.vf(0, '0000:01:10.0');
  files.fact('driver', 'igb');
  const stated = mergeStated(words.build(), files.build());
  expect(stated.regions).toEqual([
    { index: 0, of: 'function', kind: 'memory', address: 0xfe000000n, size: 0x1000n, by: 'lspci' },
    { index: 0, of: 'vf', kind: 'memory', size: 0x4000n, by: 'sysfs' },
  ]);
  expect(stated.capabilities?.map(({ title }) => title)).toEqual(['MSI', 'what no table knows', 'SR-IOV']);
  expect(stated.driver).toEqual({ value: 'igb', by: 'sysfs' });
  expect(stated.vfs.get(0)?.value).toBe('0000:01:10.0');
  expect(stated.conflicts).toEqual([]);
});

test('a region that two inputs place differently is a conflict', () => {
  const one = new Facts('lspci');
  one.region({ index: 2, of: 'function', kind: 'memory', address: 0x1000n });
  const other = new Facts('sysfs');
  other.region({ index: 2, of: 'function', kind: 'memory', address: 0x2000n });
  expect(mergeStated(one.build(), other.build()).conflicts).toEqual([
    {
      what: 'region 2',
      first: { value: 'address 0x1000', by: 'lspci' },
      second: { value: 'address 0x2000', by: 'sysfs' },
    },
  ]);
});

test('fields of a capability are read when one of them is asked for', () => {
  const facts = new Facts('lspci');
  const read: string[] = [];
  for (const name of ['sriov', 'pcie'])
    facts.later(name, () => {
      read.push(name);
      facts.field(`${name}.x`, 1);
    });
  const { fields } = facts.build();
  expect(fields.get('msi.control.enable')).toBeUndefined();
  expect(read).toEqual([]);
  expect(fields.get('sriov.x')?.value).toBe(1);
  expect(fields.get('sriov.y')).toBeUndefined();
  expect(read).toEqual(['sriov']);
  expect([...fields.keys()]).toEqual(['sriov.x', 'pcie.x']);
  expect(fields.size).toBe(2);
});
