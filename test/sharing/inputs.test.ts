import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/compare/diff.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { usedFields, usedSentence } from '../../src/output/text/shared-table.ts';
import { type SharedField, type Sharing, sharingOf } from '../../src/sharing/sharing.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

/* Made from captures: ATS, PRI and PASID in a PF and its VFs, on and off; a guest that moved a BAR; DRS in Function 0. */

const systemOf = async (...path: string[]): Promise<System> =>
  new System(await diskSnapshot(join(import.meta.dirname, ...path)), new Names());

async function sharingIn(name: string, address = '0000:6b:00.1'): Promise<Sharing> {
  const system = await systemOf('inputs', `${name}.txt.gz`);
  const fn = system.snapshot.functions.find((one) => one.address === address) as PciFunction;
  return sharingOf(system, system.report(fn));
}

const fieldIn = ({ capabilities }: Sharing, path: string): SharedField =>
  capabilities.flatMap(({ fields }) => fields).find((field) => field.path === path) as SharedField;

const svaFields = ({ capabilities }: Sharing): SharedField[] =>
  capabilities
    .filter(({ name }) => ['ats', 'pri', 'pasid'].includes(name))
    .flatMap(({ fields }) => fields.filter(({ isGoverned }) => isGoverned));

describe('in use follows the enable', () => {
  test('with ATS on, a translation unit of 0 (4 KiB) and a queue depth of 0 (32) are in use', async () => {
    const sharing = await sharingIn('ats-iqd0-stu0');
    for (const path of ['ats.control.smallest_translation_unit', 'ats.capability.invalidate_queue_depth']) {
      const { inUse, effectiveValue, hazard } = fieldIn(sharing, path);
      expect([path, inUse, effectiveValue, hazard]).toEqual([path, true, 0, 2]);
    }
  });
  test('with ATS, PRI and PASID off none of their fields is', async () => {
    const fields = svaFields(await sharingIn('all-off'));
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter(({ inUse }) => inUse !== false && inUse !== null)).toEqual([]);
  });
  test('with all of them on, all are but Stopped, which means nothing while PRI is on', async () => {
    const sharing = await sharingIn('sva-full');
    const unused = svaFields(sharing).filter(({ inUse, hazard }) => inUse === false && hazard !== null);
    expect(unused.map(({ path }) => path)).toEqual(['pri.status.stopped']);
    expect(fieldIn(sharing, 'pri.status.stopped').means).toBe('without meaning while Enable is 1');
    const none = usedFields(sharing).filter(({ hazard }) => hazard === 3);
    expect(none.map(({ path }) => path)).toEqual([
      'pri.control.reset',
      'pri.status.response_failure',
      'pri.status.unexpected_prg_index',
    ]);
    const sentence = usedSentence({ vfs: 4, sharing, pfs: new Set([sharing.pf]) }, 0);
    expect(sentence).toMatch(/^4 VFs alike: \d+ shared fields in use, .*; 3 without a clean way\.$/);
  });
});

test("DRS Supported is Function 0's alone: a VF that reads 0 is as it should be", async () => {
  const field = fieldIn(await sharingIn('drs-f0'), 'pcie.link_capabilities_2.drs_supported');
  expect([field.vfValue, field.pfValue, field.effectiveValue]).toEqual([0, 1, 0]);
  expect([field.isGoverned, field.inUse]).toEqual([false, null]);
});

test('a new BAR address and Memory Space Enable take effect in a guest', async () => {
  const before = await systemOf('..', '..', 'samples', 'detached-q35', 'lspci-xxxx.txt');
  const { pairs } = diff(before, await systemOf('inputs', 'guest-bar-moved.txt.gz'));
  const changes = pairs.flatMap((pair) => pair.changes);
  const moved = changes.filter(({ field }) => /base_address|memory_space_enable/.test(field));
  expect(moved.length).toBeGreaterThan(0);
  expect(moved.map(({ field, inVf }) => [field, inVf])).toEqual(moved.map(({ field }) => [field, null]));
});
