import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Facts } from '../../src/input/facts.ts';
import { readBytes } from '../../src/input/read.ts';
import { statedFrom, statedJson } from '../../src/input/stated-json.ts';
import { nothingStated, type Stated } from '../../src/model/stated.ts';

const throughJson = (stated: Stated): { read: Stated | undefined; wrong: string[] } => {
  const wrong: string[] = [];
  const read = statedFrom(JSON.parse(JSON.stringify(statedJson(stated))), (what) => wrong.push(what));
  return { read, wrong };
};
/** All that is stated, without places. */
const plain = ({ fields, vfs, ...rest }: Stated): unknown =>
  JSON.parse(
    JSON.stringify({ ...rest, fields: [...fields], vfs: [...vfs] }, (key, value: unknown) =>
      key === 'at' || key === 'conflicts' ? undefined : typeof value === 'bigint' ? `${value}` : value,
    ),
  );

test('what lspci states of each Function of a capture is read back', () => {
  const file = join(import.meta.dirname, '../../samples/igb-7vf/lspci-vvv-xxxx.txt');
  for (const fn of readBytes('x', readFileSync(file)).functions) {
    const { read, wrong } = throughJson(fn.stated);
    expect(wrong).toEqual([]);
    expect(plain(read ?? nothingStated)).toEqual(plain(fn.stated));
  }
});

test('everything that can be stated, by several', () => {
  const kernel = new Facts('kernel-log');
  kernel.field('sriov.vf_bar[0]', 1n << 60n);
  kernel.vf(3, '0000:01:10.6');
  kernel.region({ index: 6, of: 'function', kind: 'memory', state: 'disabled' });
  kernel.region({ index: 2, of: 'vf', kind: 'memory', size: 1n << 40n, width: 64, prefetchable: true });
  kernel.fact('pf', '0000:01:00.0');
  kernel.fact('allOnes', true);
  const words = new Facts('lspci');
  words.classCode(0x020000, 16);
  words.fact('modules', ['igb', 'igbvf']);
  words.window({ kind: 'io', range: null });
  words.listsCapabilities();
  words.capabilitiesAreComplete(false);
  const all = new Facts('json');
  all.merge(kernel.build());
  all.merge(words.build());
  const { read, wrong } = throughJson(all.build());
  expect(wrong).toEqual([]);
  expect(plain(read ?? nothingStated)).toEqual(plain(all.build()));
});

test('nothing is stated', () => {
  expect(statedJson(nothingStated)).toBeUndefined();
});

test('what makes no sense is named, and the rest is read', () => {
  const wrong: string[] = [];
  const read = statedFrom(
    {
      nobody: {},
      sysfs: 7,
      lspci: {
        driver: 7,
        numa_node: -1,
        iommu_group: 3,
        what: 1,
        __proto__: null,
        fields: { 'sriov.num_vfs': 1.5, 'sriov.total_vfs': 8 },
        regions: [{ index: 9 }, null, { index: 0, of: 'function', kind: 'io', address: '0xzz' }],
        vfs: { x: 'y' },
        capabilities: [{ title: 'X' }],
        windows: [{ kind: 'io', range: { first: '0x1' } }],
      },
    },
    (what) => wrong.push(what),
  );
  expect(wrong.sort()).toEqual([
    '.lspci.capabilities[0]',
    '.lspci.driver',
    '.lspci.fields.sriov.num_vfs',
    '.lspci.numa_node',
    '.lspci.regions[0]',
    '.lspci.regions[1]',
    '.lspci.vfs.x',
    '.lspci.what',
    '.lspci.windows[0]',
    '.nobody',
    '.sysfs',
  ]);
  expect(read?.iommuGroup?.value).toBe(3);
  expect(read?.fields.get('sriov.total_vfs')?.value).toBe(8);
  expect(read?.regions).toMatchObject([{ index: 0, kind: 'io' }]);
});

test('any JSON at all is read without a throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('lspci', 'sysfs', '__proto__'), (value, by) => {
      statedFrom(value, () => {});
      statedFrom({ [by]: value }, () => {});
      statedFrom({ [by]: { fields: value, regions: value, vfs: value, driver: value } }, () => {});
    }),
  );
});
