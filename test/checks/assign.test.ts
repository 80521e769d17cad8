import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check, readSnapshot, why } from '../../src/index.ts';
import type { StepRecord, SubjectRecord } from '../../src/library/index.ts';
import { glyphs } from '../../src/output/text/style.ts';
import { pfText } from '../../src/output/text/tree.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const root = join(import.meta.dirname, '..', '..');
const sample = (name: string): string => join(root, 'samples', name);

async function assign(path: string | { text: string }, address: string): Promise<SubjectRecord> {
  const [subject] = check(await readSnapshot(path), 'assign', { function: address });
  if (!subject) throw new Error(`${address} is not in the input`);
  return subject;
}

function stepOf({ steps }: SubjectRecord, name: string): StepRecord {
  const found = steps.find(({ step }) => step === `assign/${name}`);
  if (!found) throw new Error(`${name} is not there`);
  return found;
}

test('no IOMMU is in use where sysfs lists the links, and no Function has a group', async () => {
  const guest = await assign(sample('detached-q35/sysfs.tar.gz'), '01:00.0');
  expect(guest).toMatchObject({ answer: 'no', decided_by: 'assign/iommu' });
  expect(stepOf(guest, 'iommu')).toMatchObject({ errno: 'EINVAL', known_from: ['sysfs'] });
  const vf = await assign(sample('igb-7vf/sysfs.tar.gz'), '01:10.0');
  expect(stepOf(vf, 'iommu').seen).toContain('no IOMMU is in use');
  const host = await assign(sample('vf-on-vfio/sysfs.tar.gz'), '02:10.2');
  expect(host.answer).toBe('yes');
  expect(stepOf(host, 'iommu').result).toBe('pass');
});

test('what states no group, and no links, leaves it open whether an IOMMU is in use', async () => {
  const guest = await assign(sample('detached-q35/lspci-xxxx.txt'), '01:00.0');
  expect(guest.answer).toBe('yes');
  expect(guest.open).toContain('assign/iommu');
  const grep = await assign({ text: '/sys/bus/pci/devices/0000:02:00.0/vendor:0x8086\n' }, '02:00.0');
  expect(stepOf(grep, 'iommu').result).toBe('unknown');
});

test('links that another format made up do not list all', async () => {
  const record =
    'P: /devices/pci0000:00/0000:00:01.0\nE: SUBSYSTEM=pci\nE: PCI_ID=8086:10C9\nA: class=0x020000\n';
  const subject = await assign({ text: record }, '00:01.0');
  expect(stepOf(subject, 'iommu').result).toBe('unknown');
});

test.each(['igb-7vf/lspci-d-vfs-only-xxxx.txt', 'igb-7vf/lspci-xxxx.txt', 'igb-7vf/lspci-nonroot-xxxx.txt'])(
  'says of no_command_memory in %s what why says',
  async (name) => {
    const snapshot = await readSnapshot(sample(name));
    for (const subject of check(snapshot, 'assign')) {
      const { value } = why(snapshot, subject.function)?.linux.no_command_memory ?? {};
      const { result, seen } = stepOf(subject, 'command-memory');
      if (value === null) expect(result).toBe('unknown');
      else expect(seen).toMatch(value === 1 ? /no_command_memory is set/ : /no_command_memory is not set/);
    }
  },
);

test('a VF that reads FFFFh is one of this system, though its PF is not in the dump', async () => {
  const vf = await assign(sample('igb-7vf/lspci-d-vfs-only-xxxx.txt'), '01:10.0');
  expect(stepOf(vf, 'vf-token')).toMatchObject({ result: 'unknown', seen: 'its PF is not in the dump' });
  expect(stepOf(vf, 'rom').seen).toBe('a VF has no expansion ROM');
});

test.each(['igb-7vf/lspci-d-vfs-only-xxxx.txt', 'igb-7vf/lspci-xxx.txt'])(
  'the memory of VFs in %s cannot be told, because it is in the VF BARs of their PF',
  async (name) => {
    const vf = await assign(sample(name), '01:10.0');
    expect(stepOf(vf, 'bar-pages')).toMatchObject({
      result: 'unknown',
      seen: expect.stringContaining('VF BARs of its PF'),
    });
  },
);

test('vfio-pci takes no bridge', async () => {
  const port = await assign(sample('igb-7vf/lspci-xxxx.txt'), '00:02.0');
  expect(port).toMatchObject({ answer: 'no', decided_by: 'assign/header-type' });
  expect(stepOf(port, 'header-type')).toMatchObject({ errno: 'EINVAL' });
});

test('a Function without a driver is no reason against its group; one whose driver is not known is', async () => {
  const of = (address: string, more: string): string =>
    `/sys/bus/pci/devices/0000:${address}:\nlrwxrwxrwx 1 root root 0 Jan  1 00:00 iommu_group -> ../../../kernel/iommu_groups/7\n${more}`;
  const listed = 'lrwxrwxrwx 1 root root 0 Jan  1 00:00 subsystem -> ../../../bus/pci\n';
  const with2 = (more: string) => ({ text: of('03:00.0', listed) + of('03:00.1', more) });
  const both = await assign(with2(listed), '03:00.0');
  expect(stepOf(both, 'iommu-group').result).toBe('pass');
  expect(stepOf(both, 'driver').seen).toContain('no driver has it');
  expect(stepOf(await assign(with2(''), '03:00.0'), 'iommu-group').result).toBe('fail');
});

test('a PF whose only VF is enabled is said so in the singular', async () => {
  const rows = readFileSync(sample('igb-7vf/lspci-xxxx.txt'), 'utf8')
    .replace('170: 07 00', '170: 01 00')
    .replace(
      '160: 10 00 01 00 00 00 00 00 19 00 00 00 08 00 08 00',
      '160: 10 00 01 00 00 00 00 00 19 00 00 00 01 00 01 00',
    );
  const text = await readSnapshot({ text: rows });
  const [pf] = check(text, 'assign', { function: '01:00.0' });
  expect(pf && stepOf(pf, 'pf-in-use').seen).toBe('1 VF is enabled');
  const system = new System(text, new Names());
  const fn = system.snapshot.functions.find(({ address }) => address === '0000:01:00.0');
  expect(fn && pfText(system.report(fn), glyphs(true), system.machine)).toContain('1 of 1 VF enabled');
});
