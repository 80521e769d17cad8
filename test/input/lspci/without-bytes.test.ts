import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FunctionView } from '../../../src/decode/view.ts';
import { readBytes } from '../../../src/input/read.ts';
import { formatKey } from '../../../src/model/address.ts';

const sample = join(import.meta.dirname, '../../../samples/igb-7vf/lspci-vvv-xxxx.txt');

test('a PF and its VFs in text without rows of bytes tell where the VFs are', () => {
  const text = readFileSync(sample, 'utf8').replace(/^[0-9a-f]{2,3}: .*\n/gm, '');
  const { functions } = readBytes('report.txt', Buffer.from(text));
  expect(functions).toHaveLength(15);
  const pfs = functions
    .map((fn) => new FunctionView(fn))
    .filter((view) => view.has('sriov').source === 'stated');
  expect(pfs.map(({ fn }) => fn.address)).toEqual(['0000:01:00.0']);
  const [pf] = pfs;
  const value = (path: string): number => {
    const answer = pf?.ask(`sriov.${path}`);
    return answer?.source === 'stated' ? Number(answer.value) : Number.NaN;
  };
  expect([value('control.vf_enable'), value('total_vfs')]).toEqual([1, 8]);
  const vfs = Array.from({ length: value('num_vfs') }, (_, n) =>
    formatKey((pf?.fn.key ?? 0) + value('first_vf_offset') + n * value('vf_stride')),
  );
  expect(vfs).toHaveLength(7);
  const named = functions.filter(({ stated }) => stated.name?.value.includes('Virtual Function'));
  expect(named.map(({ address }) => address)).toEqual(vfs);
  for (const { stated } of named) expect(stated.deviceId?.value).toBe(value('vf_device_id'));
  // Bridges, their buses and windows are stated as well.
  const [bridge] = functions.filter(({ stated }) => stated.headerType?.value === 1);
  expect(bridge && new FunctionView(bridge).ask('header.secondary_bus_number')).toMatchObject({ value: 1 });
  expect(bridge?.stated.windows?.map(({ kind }) => kind)).toEqual(['io', 'memory', 'prefetchable']);
});
