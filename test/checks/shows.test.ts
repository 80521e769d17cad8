import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, groups, readSnapshot, why } from '../../src/index.ts';
import type { CheckOptions, StepRecord, SubjectRecord } from '../../src/library/index.ts';

const root = join(import.meta.dirname, '..', '..');
const machine = (name: string): string => join(root, 'test', 'scenarios', 'inputs', 'machine', `${name}.txt`);
const sva = (name: string): string => join(root, 'test', 'scenarios', 'inputs', 'sva', `${name}.txt`);
const sample = (name: string): string => join(root, 'samples', name);

async function enable(path: string, options: CheckOptions = {}): Promise<SubjectRecord> {
  const [subject] = check(await readSnapshot(path), 'enable', options);
  if (!subject) throw new Error(`${path} has no PF`);
  return subject;
}

const failures = ({ steps }: SubjectRecord): string[] =>
  steps.filter(({ result }) => result === 'fail').map(({ step }) => step);

function stepOf({ steps }: SubjectRecord, name: string): StepRecord {
  const found = steps.find(({ step }) => step === name);
  if (!found) throw new Error(`${name} is not there`);
  return found;
}

describe('check enable', () => {
  test('stops at ARI Forwarding, and names the bit of the port', async () => {
    const subject = await enable(machine('ari-off'));
    expect(subject).toMatchObject({ answer: 'no', decided_by: 'enable/ari-forwarding', largest_vfs: 0 });
    expect(failures(subject)).toEqual(['enable/ari-forwarding']);
    expect(stepOf(subject, 'enable/ari-forwarding')).toMatchObject({
      function: '0000:00:01.0',
      fields: ['pcie.device_control_2.ari_forwarding_enable'],
      errno: 'EIO',
      known_from: ['bytes'],
    });
    expect(stepOf(subject, 'enable/ari-forwarding').seen).toContain('VF 1 would be at 0000:01:01.0');
  });

  test('stops at VF BARs without an address, with the words of dmesg', async () => {
    const subject = await enable(machine('i915'));
    expect(subject).toMatchObject({ answer: 'no', decided_by: 'enable/vf-bars-assigned' });
    const step = stepOf(subject, 'enable/vf-bars-assigned');
    expect(step.errno).toBe('ENOMEM');
    expect(step.fields).toEqual(['sriov.vf_bar[0]', 'sriov.vf_bar[2]']);
    expect(step.linux).toContain('not enough MMIO resources for SR-IOV');
  });

  test('stops at bus numbers, and says how many VFs fit and how many buses are needed', async () => {
    const none = await enable(machine('ixgbe-after'));
    expect(none).toMatchObject({ answer: 'no', decided_by: 'enable/bus-numbers', largest_vfs: 0 });
    expect(stepOf(none, 'enable/bus-numbers')).toMatchObject({
      function: '0000:00:02.0',
      errno: 'ENOMEM',
      most_vfs: 0,
    });
    expect(stepOf(none, 'enable/bus-numbers').seen).toContain('not even VF 1 can be reached; 2 bus numbers');
    const some = await enable(machine('bus1'));
    expect(some).toMatchObject({ answer: 'yes', vfs: 64, largest_vfs: 64 });
    expect(stepOf(some, 'enable/bus-numbers').seen).toContain('64 VFs can be reached; 3 bus numbers');
    const asked = await enable(machine('bus1'), { vfs: 65 });
    expect(asked).toMatchObject({ answer: 'no', vfs: 65, largest_vfs: 64, decided_by: 'enable/bus-numbers' });
    expect(await enable(machine('bus1'), { vfs: 64 })).toMatchObject({ answer: 'yes', vfs: 64 });
  });

  test('says yes where VFs are on, and knows the limit of a driver', async () => {
    expect(await enable(sample('igb-7vf/lspci-xxxx.txt'))).toMatchObject({ answer: 'yes', largest_vfs: 8 });
    expect(await enable(sample('igb-7vf/sysfs.tar.gz'))).toMatchObject({ answer: 'yes', largest_vfs: 7 });
    const eight = await enable(sample('igb-7vf/sysfs.tar.gz'), { vfs: 8 });
    expect(eight).toMatchObject({ answer: 'no', decided_by: 'enable/driver-limit' });
    expect(stepOf(eight, 'enable/driver-limit')).toMatchObject({ errno: 'ERANGE' });
    const six = await enable(sample('igb-7vf/sysfs.tar.gz'), { vfs: 6 });
    expect(six).toMatchObject({ answer: 'no', decided_by: 'enable/not-enabled-yet' });
    expect(stepOf(six, 'enable/not-enabled-yet').errno).toBe('EBUSY');
  });

  test('says why a Function without SR-IOV has none', async () => {
    const vf = await enable(sample('igb-7vf/lspci-xxxx.txt'), { function: '01:10.0' });
    expect(vf).toMatchObject({ answer: 'no', decided_by: 'enable/extended-space', largest_vfs: 0 });
    const guest = await enable(sample('detached-q35/lspci-xxxx.txt'), { function: '01:00.0' });
    expect(stepOf(guest, 'enable/extended-space').seen).toContain('whose PF is on the host');
    expect(stepOf(guest, 'enable/bus-numbers').result).toBe('not-applicable');
    const dead = await enable(sample('dead-slot/sysfs.tar.gz'));
    expect(dead).toMatchObject({ answer: 'no', decided_by: 'enable/function-answers' });
    const short = await enable(sample('igb-7vf/lspci-xxx.txt'), { function: '01:00.0' });
    expect(short).toMatchObject({
      answer: 'unknown',
      largest_vfs: null,
      decided_by: 'enable/extended-space',
    });
  });

  test('goes by words where there are no bytes', async () => {
    const text = await readSnapshot({ text: words });
    const [subject] = check(text, 'enable');
    expect(subject).toMatchObject({
      function: '0000:3b:00.0',
      answer: 'no',
      decided_by: 'enable/vf-bars-assigned',
    });
    expect(subject && stepOf(subject, 'enable/total-vfs')).toMatchObject({
      result: 'pass',
      known_from: ['lspci'],
    });
  });
});

const words = `0000:3b:00.0 Ethernet controller [0200]: Intel Corporation Ethernet Controller E810-C [8086:1592] (rev 02)
\tControl: I/O- Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- FastB2B- DisINTx+
\tCapabilities: [70] MSI-X: Enable+ Count=1024 Masked-
\tCapabilities: [a0] Express (v2) Endpoint, MSI 00
\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
\t\tIOVCap:\tMigration- 10BitTagReq- Interrupt Message Number: 000
\t\tIOVCtl:\tEnable- Migration- Interrupt- MSE- ARIHierarchy+ 10BitTagReq-
\t\tIOVSta:\tMigration-
\t\tInitial VFs: 128, Total VFs: 128, Number of VFs: 0, Function Dependency Link: 00
\t\tVF offset: 8, stride: 1, Device ID: 1889
\t\tSupported Page Size: 00000553, System Page Size: 00000001
\t\tRegion 0: Memory at 0000000000000000 (64-bit, prefetchable)
\t\tVF Migration: offset: 00000000, BIR: 0
\tKernel driver in use: ice
`;

describe('check groups', () => {
  test('one group, because a port has no ACS', async () => {
    const { groups: found } = groups(await readSnapshot(machine('cx4lx-noacs')));
    expect(found).toHaveLength(1);
    expect(found[0]?.functions).toHaveLength(7);
    expect(found[0]?.because).toEqual([
      { function: '0000:00:01.0', fields: [], seen: '0000:00:01.0 has no ACS' },
    ]);
  });

  const withGroups = ['iommu-ats', 'vf-on-vfio', 'l1-host', 's390x-zpci', 'dead-slot'];
  test.each(withGroups)('are those that Linux formed on %s', async (name) => {
    const { groups: found, answer } = groups(await readSnapshot(sample(`${name}/sysfs.tar.gz`)));
    expect(found.filter(({ agrees }) => agrees !== true)).toEqual([]);
    expect(answer).toBe('yes');
    expect(found.length).toBeGreaterThan(3);
  });

  test('are not told where the bytes that decide are missing', async () => {
    const { groups: found, answer } = groups(await readSnapshot(sample('igb-7vf/lspci-nonroot-xxxx.txt')));
    expect(found.some(({ known }) => !known)).toBe(true);
    expect(answer).toBe('unknown');
  });

  test('says what ACS would change', async () => {
    const record = groups(await readSnapshot(sample('igb-7vf/lspci-xxxx.txt')));
    expect(record.groups).toHaveLength(3);
    expect(record.groups_with_acs_on).toBe(13);
  });
});

describe('check assign', () => {
  test('a VF in a group with its PF cannot go alone', async () => {
    const snapshot = await readSnapshot(machine('cx4lx-noacs'));
    const [subject] = check(snapshot, 'assign', { function: '01:00.2' });
    expect(subject).toMatchObject({ answer: 'no', decided_by: 'assign/iommu-group' });
  });

  test('ACS that ports have, and that is off, is nothing that cannot be changed', async () => {
    const snapshot = await readSnapshot(sample('igb-7vf/lspci-xxxx.txt'));
    const [subject] = check(snapshot, 'assign', { function: '01:10.0' });
    expect(subject).toMatchObject({ answer: 'unknown', decided_by: 'assign/iommu-group' });
    for (const id of ['assign/iommu-group', 'assign/acs-path'] as const)
      expect(subject && stepOf(subject, id)).toMatchObject({
        result: 'unknown',
        fix: expect.stringContaining('Linux then turns on the ACS'),
      });
  });

  test('VFs that vfio-pci has can', async () => {
    const subjects = check(await readSnapshot(sample('vf-on-vfio/sysfs.tar.gz')), 'assign');
    expect(subjects.map(({ answer }) => answer)).toEqual(['yes', 'yes', 'yes', 'yes', 'yes', 'yes']);
    expect(subjects[0] && stepOf(subjects[0], 'assign/reset').seen).toContain('flr');
  });
});

describe('check sva', () => {
  test('works on the host, and not in a guest', async () => {
    const [subject] = check(await readSnapshot(sva('80-sva-full')), 'sva', { function: '6b:00.1' });
    expect(subject).toMatchObject({ answer: 'yes', guest: { answer: 'no', decided_by: 'sva/vmm-shows' } });
    expect(subject && stepOf(subject, 'sva/iommufd-faults').result).toBe('fail');
  });

  test('stops at PRI, of which the PF has none', async () => {
    const [subject] = check(await readSnapshot(sva('82-sva-nopri')), 'sva', { function: '6b:00.1' });
    expect(subject).toMatchObject({ answer: 'no', decided_by: 'sva/pri-capability' });
    expect(subject && stepOf(subject, 'sva/pri-capability').function).toBe('0000:6b:00.0');
  });
});

describe('why', () => {
  test('a detached VF is an ordinary Function to Linux, which would do other things if it knew', async () => {
    const record = why(await readSnapshot(sample('detached-q35/lspci-xxxx.txt')), '01:00.0');
    expect(record?.verdict).toMatchObject({ role: 'vf', attachment: 'detached' });
    expect(record?.linux).toMatchObject({
      is_physfn: { value: 0 },
      is_virtfn: { value: 0 },
      pci_physfn: { value: '0000:01:00.0' },
      no_command_memory: { value: 0 },
      cfg_size: { value: 4096 },
      pri: { value: '-EINVAL' },
      reset_pri: { value: '-EINVAL' },
    });
    expect(record?.knowing_linux.map(({ about }) => about)).toContain('pci_reset_pri()');
    expect(record?.would_settle.join(' ')).toContain('a dump of the host');
  });

  test('a VF of this system goes by its PF', async () => {
    const record = why(await readSnapshot(sva('80-sva-full')), '6b:00.1');
    expect(record?.linux).toMatchObject({
      is_virtfn: { value: 1 },
      pci_physfn: { value: '0000:6b:00.0' },
      no_command_memory: { value: 1 },
      cfg_size: { value: 4096 },
      ats: { value: '0' },
      pasid: { value: '0' },
      pri: { value: '0' },
      reset_pri: { value: '0' },
    });
    expect(record?.linux.pri.at?.line).toBeGreaterThan(1);
    expect(record?.knowing_linux).toEqual([]);
  });

  test('a PF, and a dump that is too short', async () => {
    const whole = why(await readSnapshot(sample('igb-7vf/lspci-xxxx.txt')), '01:00.0');
    expect(whole?.linux).toMatchObject({ is_physfn: { value: 1 }, is_virtfn: { value: 0 } });
    const short = why(await readSnapshot(sample('igb-7vf/lspci-nonroot-xxxx.txt')), '01:00.0');
    expect(short?.linux).toMatchObject({
      is_physfn: { value: null },
      cfg_size: { value: null },
      ats: { value: null },
    });
    expect(short?.would_settle.length).toBeGreaterThan(0);
  });
});
