import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeFunction } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { parseAddress } from '../../src/model/address.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { memoryOff, vfioView } from '../../src/sharing/views/vfio.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const folder = join(import.meta.dirname, '..', '..', 'samples', 'vf-on-vfio');

describe('what vfio-pci showed on a real host', () => {
  test.each([
    ['0000:02:10.2', '0000_02_10.2'],
    ['0000:03:00.1', '0000_03_00.1'],
    ['0000:03:00.0', 'PF-0000_03_00.0'],
  ])('%s: no byte differs', async (address, file) => {
    const snapshot = await diskSnapshot(join(folder, 'lspci-xxxx.txt'));
    const key = parseAddress(address);
    // The raw bytes at the moment at which vfio was read; the dump of the host was taken at another.
    const raw = readFileSync(join(folder, 'vfio', `${file}-raw-open.bin`));
    const functions = snapshot.functions.map((fn) =>
      fn.key === key
        ? new PciFunction(fn.domain, fn.routingId, ConfigSpace.of(raw), fn.origin, fn.surroundings)
        : fn,
    );
    const system = new System({ ...snapshot, functions }, new Names());
    const fn = functions.find((candidate) => candidate.key === key) as PciFunction;
    const guest = vfioView(system.report(fn), system);
    const expected = readFileSync(join(folder, 'vfio', `${file}-vfio-open.bin`));
    const differing = [...expected].flatMap((byte, offset) =>
      guest.fn.config.u8(offset) === byte ? [] : [offset],
    );
    expect(differing).toEqual([]);
    for (const { offset, length } of guest.differences) {
      expect(
        Buffer.compare(raw.subarray(offset, offset + length), expected.subarray(offset, offset + length)),
      ).not.toBe(0);
    }
  });
});

test('a VF that slept when the dump was taken: vfio-pci wakes it first', async () => {
  const snapshot = await diskSnapshot(join(folder, 'lspci-xxxx.txt'));
  const system = new System(snapshot, new Names());
  const fn = snapshot.functions.find(({ address }) => address === '0000:03:00.1') as PciFunction;
  expect(new FunctionView(fn).get('pm.control_status.power_state')).toBe(3);
  const guest = vfioView(system.report(fn), system);
  const expected = readFileSync(join(folder, 'vfio', '0000_03_00.1-vfio-open.bin'));
  expect(Buffer.compare(guest.fn.config.slice(0, 4096), expected)).toBe(0);
  const { before, after, why } =
    guest.differences.find(({ field }) => field === 'pm.control_status.power_state') ?? {};
  expect([before, after, why]).toEqual([0x0b, 0x08, 'vfio-pci wakes the Function before it shows it']);
});

describe('the BARs of a VF', () => {
  const pfFields = {
    'header.vendor_id': 0x8086,
    'sriov.control.vf_enable': 1,
    'sriov.num_vfs': 1,
    'sriov.total_vfs': 1,
    'sriov.first_vf_offset': 1,
    'sriov.vf_device_id': 0x5678,
  };
  const entry = (n: number, indicator: number, more: Record<string, number>) => ({
    [`ea.entry[${n}].format.entry_size`]: more['base.is_64bit'] ? 3 : 2,
    [`ea.entry[${n}].format.bar_equivalent_indicator`]: indicator,
    [`ea.entry[${n}].format.enable`]: 1,
    ...Object.fromEntries(Object.entries(more).map(([path, value]) => [`ea.entry[${n}].${path}`, value])),
  });
  const guestOf = (fields: Record<string, number>) => {
    const capabilities = ['pcie', 'ea', 'sriov'];
    const pf = encodeFunction(0, 0x100, { ...pfFields, ...fields }, { capabilities });
    const ids = { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff };
    const vf = encodeFunction(0, 0x101, ids, { capabilities: ['pcie'] });
    const functions = [pf, vf];
    const system = new System({ source: 'x', inputFormat: 'x', functions, diagnostics: [] }, new Names());
    const guest = vfioView(system.report(vf), system);
    return { ...guest, bars: [0, 1, 2, 3, 4, 5].map((n) => guest.fn.config.u32(0x10 + 4 * n)) };
  };
  const described = {
    'ea.entries.count': 3,
    ...entry(0, 9, {
      'format.primary_properties': 3,
      'base.is_64bit': 1,
      'base.address': 0x1000,
      base_upper: 0x38,
    }),
    ...entry(1, 11, { 'format.primary_properties': 4, 'base.address': 0xfe000000 / 4 }),
    // Linux takes only what is the memory of VFs.
    ...entry(2, 12, { 'format.primary_properties': 0xfd, 'base.address': 0x1000 }),
  };
  test('have the type that Enhanced Allocation states', () => {
    const { bars, differences, notes } = guestOf(described);
    expect(bars).toEqual([0xc, 0, 0, 0, 0, 0]);
    expect(differences.find(({ field }) => field === 'header.base_address[0]')?.why).toContain('ea.entry[0]');
    expect(notes.filter((note) => note.includes('base_address'))).toEqual([
      'header.base_address[2] is a BAR of 32 bits by ea.entry[1] of the PF, which is VF BAR 2, though it reads 0 until it is set',
    ]);
  });
  test('an entry that is not enabled describes none', () => {
    const { bars, notes } = guestOf({
      ...described,
      'ea.entry[0].format.enable': 0,
      'ea.entry[1].format.enable': 0,
    });
    expect([bars, notes.filter((note) => note.includes('base_address'))]).toEqual([[0, 0, 0, 0, 0, 0], []]);
  });
  test('do not decode without VF Memory Space Enable', () => {
    expect(guestOf(described).notes).toContain(memoryOff);
    expect(guestOf({ ...described, 'sriov.control.vf_memory_space_enable': 1 }).notes).not.toContain(
      memoryOff,
    );
  });
});

test("a guest's own VF is an ordinary Function to the guest: nothing is taken from a PF", async () => {
  const snapshot = await diskSnapshot(join(folder, '..', 'detached-q35', 'lspci-xxxx.txt'));
  const system = new System(snapshot, new Names());
  const fn = snapshot.functions.find(({ address }) => address === '0000:01:00.0') as PciFunction;
  const { unknown, fn: seen } = vfioView(system.report(fn), system);
  expect(unknown).toEqual([]);
  expect(seen.config.u32(0x10)).toBe(fn.config.u32(0x10));
});

describe('capabilities that vfio-pci does not know', () => {
  const view = (capabilities: string[]): FunctionView => {
    const fn = encodeFunction(0, 0x100, { 'header.vendor_id': 0x8086 }, { capabilities });
    const system = new System(
      { source: 'x', inputFormat: 'x', functions: [fn], diagnostics: [] },
      new Names(),
    );
    return new FunctionView(vfioView(system.report(fn), system).fn);
  };
  test('a hidden one in the middle is unlinked', () => {
    expect(view(['pcie', 'aer', 'pasid', 'ats']).capabilities.map(({ name }) => name)).toEqual([
      'pcie',
      'aer',
      'ats',
    ]);
  });
  test('a hidden first one leaves a null capability, and the list goes on', () => {
    const names = view(['pcie', 'pasid', 'ats', 'ltr']).capabilities.map(({ entry }) => [
      entry.kind,
      entry.id,
    ]);
    expect(names).toEqual([
      ['standard', 0x10],
      ['extended', 0],
      ['extended', 0x0f],
      ['extended', 0x18],
    ]);
  });
  test('nothing but hidden ones: no list', () => {
    expect(view(['pcie', 'pasid', 'vf_resizable_bar']).capabilities.map(({ entry }) => entry.id)).toEqual([
      0x10,
    ]);
  });
  test('two hidden ones at the beginning', () => {
    const ids = view(['pcie', 'pasid', 'vf_resizable_bar', 'ats']).capabilities.map(({ entry }) => entry.id);
    expect(ids).toEqual([0x10, 0, 0x0f]);
  });
});
