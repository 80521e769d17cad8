import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noPaint } from '../../src/cli/terminal.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { treeText } from '../../src/output/text/tree.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';

async function read(name: string) {
  const system = new System(await diskSnapshot(join(import.meta.dirname, 'inputs', name)), new Names());
  const style = { chalk: noPaint, width: 200, unicode: true };
  return {
    system,
    text: [...treeText(system, { style, all: false, selection: everything })].join(''),
    verdictOf(address: string) {
      const fn = system.snapshot.functions.find((candidate) => candidate.address === address);
      if (!fn) throw new Error(`${name} has no ${address}`);
      return system.report(fn).verdict;
    },
  };
}

const detached = { role: 'vf', attachment: 'detached', detachedKind: 'guest-view' };
const possible = { ...detached, certainty: 'possible' };
const probable = { ...detached, certainty: 'probable' };
const advice = /-xxxx|as root|capture it again/;

describe('a VF in a guest', () => {
  test.each([
    ['i440fx-nvme-vf.txt', '0000:00:05.0', possible, 'has no byte past FFh on that chipset'],
    ['below-conventional-bridge.txt', '0000:02:00.0', possible, 'nor below a bridge to conventional PCI'],
    ['q35-nvme-vf-mrrs.txt', '0000:01:00.0', possible, 'may have Max_Read_Request_Size written'],
    ['q35-root-bus-mps512.txt', '0000:00:05.0', possible, 'and Max_Payload_Size, on the root bus'],
    ['q35-root-bus-mps512.txt', '0000:01:00.0', probable, 'with a known ID beside it'],
    ['q35-mrrs512.txt', '0000:00:05.0', possible, 'and Max_Read_Request_Size there'],
    ['q35-vf-pasid.txt', '0000:01:00.0', possible, 'may have PASID, which QEMU adds'],
    ['q35-v620-vf.txt', '0000:01:00.0', probable, 'is known by its ID: V620'],
    ['q35-octeon-vf-mrrs.txt', '0000:01:00.0', probable, 'is known by its ID: OCTEON'],
    ['efa-alone.txt', '0000:00:06.0', probable, 'is known by its ID, alone in the dump'],
  ])('%s: %s', async (name, address, expected) => {
    const { verdictOf, text } = await read(name);
    expect(verdictOf(address)).toMatchObject({ ...expected, advice: null });
    expect(text).not.toMatch(advice);
  });

  test('whoever counts it says what speaks against it', async () => {
    const { text } = await read('q35-vf-pasid.txt');
    expect(text).toContain('although it has pasid, which QEMU may have added');
  });
});

test('an NVMe controller with a live link and an idle Device Control is no VF', async () => {
  const { verdictOf } = await read('nvme-idle-link-up.txt');
  expect(verdictOf('0000:01:00.0')).toMatchObject({ role: 'function', certainty: null });
});

test('FFFFFFFFh and zeros are no certain VF: every VF has PCI Express', async () => {
  const { verdictOf, text } = await read('ffffffff-then-zeros.bin');
  expect(verdictOf('0000:00:00.0')).toMatchObject({
    role: 'unknown',
    reason: 'its IDs read FFFFh as those of a VF, but it has no capability list, which every VF has',
  });
  expect(text).not.toMatch(advice);
});

test('no advice to take more of a Function whose 4096 bytes are all there', async () => {
  const { verdictOf, text } = await read('270c-vf-pin.txt');
  expect(verdictOf('0000:05:00.1').advice).toBeNull();
  expect(text).not.toMatch(advice);
});

test('nor of a PF that does not answer, which may still be the PF', async () => {
  const { verdictOf, text } = await read('pf-dead-vf-alive.txt');
  expect(verdictOf('0000:3b:00.2')).toMatchObject({
    role: 'vf',
    attachment: 'unknown',
    certainty: 'certain',
    reason: '0000:3b:00.0 may be its PF, but it did not answer',
    advice: null,
  });
  expect(text).not.toMatch(advice);
});

test('whoever read 256 bytes was root: what lspci was told, or what the kernel had, is the reason', async () => {
  const { verdictOf, text } = await read('e810-256-bytes.txt');
  expect(verdictOf('0000:ca:00.0')).toMatchObject({
    role: 'unknown',
    reason: 'the dump ends at FFh, so that SR-IOV cannot be seen',
    advice: 'with lspci -xxxx, which shows more than 256 bytes where the kernel has them',
  });
  expect(text).not.toContain('as root');
});

test('VFs of another class are not on one line', async () => {
  const { text } = await read('vf-class-0.txt');
  expect(text).toContain('05:02.0  VF 1 ');
  expect(text).toContain('05:02.1 … 05:02.2  VF 2–3');
});

test('VFs where their PF claims none, as many as it misses', async () => {
  const { verdictOf } = await read('vfs-astray.txt');
  for (const address of ['0000:03:10.0', '0000:03:10.4'])
    expect(verdictOf(address)).toMatchObject({
      role: 'vf',
      attachment: 'unknown',
      certainty: 'certain',
      reason:
        '0000:02:00.0 misses exactly 2 VFs of Device ID 7a83 (0000:02:10.0, 0000:02:10.4), but claims none here',
    });
});

describe('a list without bytes', () => {
  test('of a guest: neither a console nor the VF before is the PF', async () => {
    const { verdictOf } = await read('list-of-a-guest.txt');
    for (const address of ['0000:00:05.0', '0000:00:06.0'])
      expect(verdictOf(address)).toMatchObject({ ...probable, reason: 'no PF is visible to this system' });
  });

  test('what grep found is no whole system', async () => {
    const { verdictOf } = await read('list-grep-virtual.txt');
    for (const address of ['0000:3b:02.0', '0000:3b:02.1', '0000:3b:02.2'])
      expect(verdictOf(address)).toMatchObject({
        role: 'vf',
        attachment: 'unknown',
        certainty: 'probable',
        reason: 'this is not a whole system, and its PF may be left out',
      });
  });

  test.each([
    ['list-one-vf.txt', '0000:3b:02.0'],
    ['list-s.txt', '0000:01:10.0'],
  ])('%s: nor is one line', async (name, address) => {
    const { verdictOf, text } = await read(name);
    expect(verdictOf(address)).toMatchObject({ role: 'vf', attachment: 'unknown' });
    expect(text).not.toContain('no PF visible here');
  });

  test('a name without IDs counts; on Hyper-V each VF has a domain of its own', async () => {
    const { verdictOf } = await read('list-hyper-v.txt');
    for (const address of ['84a9:00:02.0', '87d1:00:02.0', '87dc:00:02.0'])
      expect(verdictOf(address)).toMatchObject(probable);
    expect(verdictOf('826e:00:00.0').role).toBe('unknown');
  });

  test('revision FFh is a Function that does not answer', async () => {
    const { verdictOf } = await read('list-rev-ff.txt');
    expect(verdictOf('0000:03:10.0').role).toBe('unreadable');
  });
});
