import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskSnapshot } from '../../src/input/disk.ts';
import { formatKey } from '../../src/model/address.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');

async function systemOf(...path: string[]): Promise<System> {
  return new System(await diskSnapshot(join(samples, ...path)), new Names());
}

/** `role attachment/kind certainty` by address. */
function verdicts(system: System): Record<string, string> {
  return Object.fromEntries(
    system.snapshot.functions.map((fn) => {
      const { verdict } = system.report(fn);
      const parts = [verdict.role, verdict.attachment, verdict.detachedKind, verdict.certainty];
      return [fn.address, parts.filter((part) => part !== null).join(' ')];
    }),
  );
}

const folders = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'sysfs.tar.gz')));

describe('text and sysfs of one system agree', () => {
  test.each(folders)('%s', async (folder) => {
    const sysfs = await systemOf(folder, 'sysfs.tar.gz');
    const text = await systemOf(folder, 'lspci-xxxx.txt');
    expect(sysfs.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect(text.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    const linked = new Map<string, string>();
    for (const fn of sysfs.snapshot.functions) {
      const physfn = fn.link('physfn');
      if (physfn !== undefined) linked.set(fn.address, physfn);
    }
    for (const fn of text.snapshot.functions) {
      const { verdict } = text.report(fn);
      const physfn = linked.get(fn.address);
      if (fn.config.isFilledWith(0xff, 0, 64)) {
        expect(verdict.role, fn.address).toBe('unreadable');
      } else if (physfn !== undefined) {
        expect([fn.address, verdict.role, verdict.attachment, verdict.certainty]).toEqual([
          fn.address,
          'vf',
          'attached',
          'certain',
        ]);
        expect(verdict.pf === null ? null : formatKey(verdict.pf), fn.address).toBe(physfn);
        // sysfs numbers the links from 0, the specification its VFs from 1.
        const pf = sysfs.snapshot.functions.find((candidate) => candidate.address === physfn);
        expect(pf?.link(`virtfn${(verdict.vfNumber ?? 0) - 1}`), fn.address).toBe(fn.address);
      } else {
        expect(verdict.attachment, fn.address).not.toBe('attached');
      }
    }
    expect(Object.keys(verdicts(sysfs))).toEqual(expect.arrayContaining(Object.keys(verdicts(text))));
    for (const [address, verdict] of Object.entries(verdicts(text))) {
      if (!verdict.startsWith('unknown'))
        expect([address, verdicts(sysfs)[address]]).toEqual([address, verdict]);
    }
  });
});

describe('verdicts', () => {
  test('VFs alone in a dump: certain, detached, the PF is not in the dump', async () => {
    const system = await systemOf('igb-7vf', 'lspci-d-vfs-only-xxxx.txt');
    const all = Object.values(verdicts(system));
    expect(all).toHaveLength(7);
    expect(new Set(all)).toEqual(new Set(['vf detached pf-not-in-dump certain']));
  });

  test('64 bytes: VFs are certain, their PF is not known, nothing is called detached', async () => {
    const system = await systemOf('igb-7vf', 'lspci-nonroot-xxxx.txt');
    const all = Object.values(verdicts(system));
    expect(all.filter((verdict) => verdict === 'vf unknown certain')).toHaveLength(7);
    expect(all.filter((verdict) => verdict.includes('detached'))).toEqual([]);
  });

  test('256 bytes: the same', async () => {
    const system = await systemOf('igb-7vf', 'lspci-xxx.txt');
    const all = Object.values(verdicts(system));
    expect(all.filter((verdict) => verdict === 'vf unknown certain')).toHaveLength(7);
    expect(all.filter((verdict) => verdict.includes('detached'))).toEqual([]);
  });

  test('256 bytes with lspci -b, which states FFFFh: the same', async () => {
    const system = await systemOf('igb-7vf', 'lspci-b-vvnnxxx.txt');
    const all = Object.values(verdicts(system));
    expect(all.filter((verdict) => verdict === 'vf unknown certain')).toHaveLength(7);
    expect(all.filter((verdict) => verdict.includes('detached'))).toEqual([]);
  });

  test('256 bytes without VFs: no claim', async () => {
    const system = await systemOf('igb-7vf', 'lspci-H1-xxx.txt');
    expect(Object.values(verdicts(system)).filter((verdict) => verdict.startsWith('vf'))).toEqual([]);
  });

  test('a guest: the two VFs that it was given, and nothing else', async () => {
    const system = await systemOf('detached-q35', 'lspci-xxxx.txt');
    const vfs = Object.entries(verdicts(system)).filter(([, verdict]) => verdict.startsWith('vf'));
    expect(vfs).toEqual([
      ['0000:00:05.0', 'vf detached guest-view possible'],
      ['0000:01:00.0', 'vf detached guest-view probable'],
    ]);
  });

  test('power taken from a slot: unreadable, not VFs', async () => {
    const all = verdicts(await systemOf('dead-slot', 'lspci-xxxx.txt'));
    const dead = Object.entries(all).filter(([, verdict]) => verdict === 'unreadable');
    expect(dead.length).toBeGreaterThan(0);
    for (const [address, verdict] of Object.entries(all)) {
      if (address.startsWith('0000:01:')) expect([address, verdict]).toEqual([address, 'unreadable']);
    }
  });

  test('switches, CXL, several roots: five VFs, all attached', async () => {
    const all = Object.values(verdicts(await systemOf('topology', 'lspci-xxxx.txt')));
    expect(all.filter((verdict) => verdict.startsWith('vf'))).toEqual(Array(5).fill('vf attached certain'));
  });

  test('s390x: four functions in four domains, none is a VF', async () => {
    const all = Object.values(verdicts(await systemOf('s390x-zpci', 'sysfs.tar.gz')));
    expect(all).toHaveLength(4);
    expect(all.filter((verdict) => verdict.startsWith('vf'))).toEqual([]);
  });
});
