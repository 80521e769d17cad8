import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, readSnapshot, why } from '../../src/index.ts';
import type { CheckOptions, StepRecord, SubjectRecord } from '../../src/library/index.ts';

const root = join(import.meta.dirname, '..', '..');
const sample = (name: string): string => join(root, 'samples', name);
const igb = readFileSync(sample('igb-7vf/lspci-xxxx.txt'), 'utf8');

async function enable(path: string | { text: string }, options: CheckOptions): Promise<SubjectRecord> {
  const [subject] = check(await readSnapshot(path), 'enable', options);
  if (!subject) throw new Error(`${options.function ?? 'a PF'} is not in the input`);
  return subject;
}

function stepOf({ steps }: SubjectRecord, name: string): StepRecord {
  const found = steps.find(({ step }) => step === `enable/${name}`);
  if (!found) throw new Error(`${name} is not there`);
  return found;
}

const failures = ({ steps }: SubjectRecord): string[] =>
  steps.filter(({ result }) => result === 'fail').map(({ step }) => step);

describe('SR-IOV that is not there', () => {
  test.each([
    ['a VF', '01:10.0', /returns 4096 for a VF/, 'Ask about its PF 0000:01:00.0.'],
    [
      'a port',
      '00:02.0',
      /pci_iov_init\(\) finds no SR-IOV/,
      'Ask about a Function below it: ports have no VFs.',
    ],
  ])('what Linux does and what to do fits %s', async (_who, address, linux, fix) => {
    const step = stepOf(await enable({ text: igb }, { function: address }), 'extended-space');
    expect(step).toMatchObject({ result: 'fail', errno: 'ENODEV', fix });
    expect(step.linux).toMatch(linux);
    expect(step.linux).not.toContain('finds 256 bytes');
  });

  test.each([
    ['to itself', '150: 0e 00 01 15', /that at 150h points to itself/],
    ['back', '150: 0e 00 01 10', /that at 150h points back to 100h/],
    ['below 100h', '150: 0e 00 01 04', /points to 40h, which is not in the extended space/],
  ])('a list that leads %s is broken, which is not the same', async (_where, row, seen) => {
    const text = igb.replace('150: 0e 00 01 16', row);
    expect(text).not.toBe(igb);
    const step = stepOf(await enable({ text }, { function: '01:00.0' }), 'extended-space');
    expect(step.seen).toMatch(seen);
    expect(step.fix).not.toContain('Enable SR-IOV in the firmware');
    const snapshot = await readSnapshot({ text });
    expect(why(snapshot, '01:00.0')?.linux.is_physfn.because).toMatch(seen);
  });
});

describe('in a guest, where nothing can enable VFs', () => {
  const guest = readFileSync(sample('detached-q35/lspci-xxxx.txt'), 'utf8');
  const upTo = (rows: RegExp): string => guest.replace(rows, '');

  test.each([
    ['all bytes', guest],
    ['256 bytes', upTo(/^[1-9a-f][0-9a-f]{2}:.*\n/gm)],
    ['64 bytes', upTo(/^(?:[1-9a-f][0-9a-f]{2}|[4-9a-f]0):.*\n/gm)],
  ])('a VF with %s has no advice but to go to the host', async (_what, text) => {
    const step = stepOf(await enable({ text }, { function: '01:00.0' }), 'extended-space');
    expect(step).toMatchObject({ result: 'fail', seen: expect.stringMatching(/is a VF \(probable\)/) });
    expect(step.fix).toMatch(/on the host, through their PF: nothing in this system can enable them/);
  });

  test('nor has another Function there', async () => {
    const step = stepOf(await enable({ text: guest }, { function: '00:1f.2' }), 'extended-space');
    expect(step.fix).toMatch(/nothing in this system can enable them/);
    expect(step.fix).not.toContain('firmware');
  });

  test('a VF of a host whose PF was left out is asked about with the whole host', async () => {
    const subject = await enable(sample('igb-7vf/lspci-d-vfs-only-xxxx.txt'), { function: '01:10.0' });
    expect(stepOf(subject, 'extended-space').fix).toMatch(/capture the whole host/);
  });
});

test('a PF that can have no VFs has nothing wrong after that', async () => {
  const text = igb.replace('160: 10 00 01 00 00 00 00 00 19 00 00 00 08 00 08 00', (row) =>
    row.replace('08 00 08 00', '08 00 00 00'),
  );
  expect(text).not.toBe(igb);
  for (const options of [{}, { vfs: 2 }]) {
    const subject = await enable({ text }, { function: '01:00.0', ...options });
    expect(failures(subject)).toEqual(['enable/total-vfs']);
    expect(stepOf(subject, 'offset-stride').result).toBe('not-applicable');
  }
});

describe('what the input does not say', () => {
  const folder = '/sys/bus/pci/devices/0000:02:00.0';
  const grep = `${folder}/sriov_totalvfs:8\n${folder}/sriov_numvfs:0\n${folder}/sriov_offset:128\n${folder}/sriov_stride:2\n`;

  test('grep prints no links, so that no driver is none known; a list of the folder has them', async () => {
    const { steps } = await enable({ text: grep }, {});
    expect(steps.find(({ step }) => step === 'enable/driver')?.result).toBe('unknown');
    const list = `${grep}${folder}:\nlrwxrwxrwx 1 root root 0 Jan  1 00:00 subsystem -> ../../../bus/pci\n`;
    expect(stepOf(await enable({ text: list }, {}), 'driver')).toMatchObject({
      result: 'fail',
      seen: 'no driver has it',
    });
  });

  test('VFs are counted where sysfs alone says how many there can be', async () => {
    const on = await enable({ text: grep.replace('numvfs:0', 'numvfs:4') }, {});
    expect(stepOf(on, 'offset-stride')).toMatchObject({
      result: 'pass',
      seen: expect.stringContaining('VF 1 is at 0000:02:10.0'),
    });
  });

  const log = (windows: string): string => `[    0.1] pci 0000:00:02.0: [8086:3420] type 01 class 0x060400
[    0.1] pci 0000:00:02.0: PCI bridge to [bus 01]
${windows}[    0.1] pci 0000:01:00.0: [8086:10c9] type 00 class 0x020000
[    0.1] pci 0000:01:00.0: reg 0x184: [mem 0xe0400000-0xe0403fff 64bit pref]
[    0.1] pci 0000:01:00.0: VF(n) BAR0 space: [mem 0xe0400000-0xe041ffff 64bit pref] (contains BAR0 for 8 VFs)
[    2.0] igb 0000:01:00.0: 7 VFs allocated
`;
  const memory = '[    0.1] pci 0000:00:02.0:   bridge window [mem 0xf0000000-0xf00fffff]\n';
  const other = '[    0.1] pci 0000:00:02.0:   bridge window [mem 0xf8000000-0xf80fffff 64bit pref]\n';
  test.each([
    ['none', '', 'unknown'],
    ['one of two', memory, 'unknown'],
    ['both', memory + other, 'fail'],
  ])('a log that names %s of the windows', async (_which, windows, result) => {
    const subject = await enable({ text: log(windows) }, { function: '01:00.0' });
    expect(stepOf(subject, 'bridge-windows').result).toBe(result);
  });

  test('a PF alone names another that may be in its system', async () => {
    const from = igb.indexOf('01:00.0 ');
    const row = /(\n170: [0-9a-f ]{6})\d\d( )/;
    const text = igb.slice(from, igb.indexOf('\n\n', from)).replace(row, '$101$2');
    const step = stepOf(await enable({ text: `${text}\n` }, {}), 'dependency-link');
    expect(step).toMatchObject({ result: 'unknown', seen: expect.stringContaining('not in this part') });
  });
});
