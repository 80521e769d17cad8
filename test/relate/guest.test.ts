import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeFunction } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { parseAddress } from '../../src/model/address.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { guestView } from '../../src/relate/guest.ts';
import { Names } from '../../src/relate/names.ts';
import { System } from '../../src/relate/system.ts';

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
    const guest = guestView(system.report(fn), system);
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

describe('capabilities that vfio-pci does not know', () => {
  const view = (capabilities: string[]): FunctionView => {
    const fn = encodeFunction(0, 0x100, { 'header.vendor_id': 0x8086 }, { capabilities });
    const system = new System(
      { source: 'x', inputFormat: 'x', functions: [fn], diagnostics: [] },
      new Names(),
    );
    return new FunctionView(guestView(system.report(fn), system).fn);
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
