import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeFunction } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { guestView } from '../../src/sharing/views/qemu.ts';
import type { Placement } from '../../src/sharing/views/view.ts';
import { views } from '../../src/sharing/views/views.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');

async function systemOf(name: string): Promise<System> {
  return new System(await diskSnapshot(join(samples, name, 'lspci-xxxx.txt')), new Names());
}

function functionOf({ snapshot }: System, address: string): PciFunction {
  return snapshot.functions.find((fn) => fn.address === address) as PciFunction;
}

/** What the guest's firmware, kernel and driver write: Command, the addresses of BARs, MSI-X Enable. */
function isWrittenByGuest(offset: number, view: FunctionView): boolean {
  const msix = view.capability('msix')?.entry.offset ?? Number.NaN;
  return [0x04, 0x05].includes(offset) || (offset >= 0x10 && offset < 0x28) || offset === msix + 3;
}

describe('a guest reads what --as guest says, but for what it writes itself', () => {
  test.each<[string, string, Placement]>([
    ['0000:01:10.2', '0000:01:00.0', 'root-port'],
    ['0000:02:00.1', '0000:00:05.0', 'root-bus'],
  ])('%s of the host is %s of the guest, on the %s', async (onHost, inGuest, placement) => {
    const host = await systemOf('l1-host');
    const seen = functionOf(await systemOf('detached-q35'), inGuest);
    const view = guestView(host.report(functionOf(host, onHost)), host, placement);
    const expected = new FunctionView(seen);
    const differing = Array.from({ length: 4096 }, (_, offset) => offset).filter(
      (offset) => view.fn.config.u8(offset) !== seen.config.u8(offset),
    );
    expect(differing.filter((offset) => !isWrittenByGuest(offset, expected))).toEqual([]);
    // What it writes: Command, BAR addresses, whose type bits agree, and MSI-X Enable.
    const made = new FunctionView(view.fn);
    for (let n = 0; n < 6; n++)
      expect((seen.config.u32(0x10 + 4 * n) ^ view.fn.config.u32(0x10 + 4 * n)) & 0xf).toBe(0);
    expect(made.get('msix.control.enable')).toBe(0);
    expect(expected.get('msix.control.enable')).toBe(1);
  });
});

test('a PF in a guest: SR-IOV and ARI are gone, the BARs have no address, the capability list goes on', async () => {
  const host = await systemOf('l1-host');
  const { fn, differences } = guestView(host.report(functionOf(host, '0000:01:00.0')), host);
  const view = new FunctionView(fn);
  expect(view.capability('sriov')).toBeUndefined();
  expect(view.capability('ari')).toBeUndefined();
  expect(view.capability('aer')).toBeDefined();
  expect(view.get('header.base_address[0]')).toBe(0);
  expect(view.get('header.base_address[2]')).toBe(1);
  expect(differences.length).toBeGreaterThan(0);
});

describe('Resizable BAR of a PF in a guest', () => {
  const seen = (size: number) => {
    const fields = {
      'header.vendor_id': 0x8086,
      'resizable_bar.capability_0': 0x0000fff0,
      'resizable_bar.control_0': 0x20 | (size << 8),
    };
    const fn = encodeFunction(0, 0x100, fields, { capabilities: ['pcie', 'aer', 'resizable_bar'] });
    const snapshot = { source: 'x', inputFormat: 'x', functions: [fn], diagnostics: [] };
    const system = new System(snapshot, new Names());
    return new FunctionView(guestView(system.report(fn), system).fn);
  };
  test('shows the present size alone', () => {
    expect(seen(3).get('resizable_bar.capability_0')).toBe(1 << 7);
  });
  test('is left out where the present size is not one of the first 20', () => {
    expect(seen(27).capability('resizable_bar')).toBeUndefined();
  });
});

test('--as vfio is byte for byte what vfio-pci showed', async () => {
  const folder = join(samples, 'vf-on-vfio');
  const system = await systemOf('vf-on-vfio');
  const { fn } = views.vfio.of(system.report(functionOf(system, '0000:03:00.1')), system);
  const expected = readFileSync(join(folder, 'vfio', '0000_03_00.1-vfio-open.bin'));
  expect(Buffer.compare(fn.config.slice(0, 4096), expected)).toBe(0);
});

test('--as linux: IDs, class and BARs as the kernel has them, where something states them', async () => {
  const text = join(samples, 'igb-7vf', 'lspci-vvv-xxxx.txt');
  const system = new System(await diskSnapshot(text), new Names());
  const { fn, unknown } = views.linux.of(system.report(functionOf(system, '0000:01:10.2')), system);
  const view = new FunctionView(fn);
  expect(view.get('header.vendor_id')).toBe(0x8086);
  expect(view.get('header.device_id')).toBe(0x10ca);
  const stated = functionOf(system, '0000:01:10.2').statedRegions.find(({ index }) => index === 0)?.address;
  expect(view.get('header.base_address[0]')).toBe((Number(stated) | 0xc) >>> 0);
  expect(unknown).toEqual([]);
});
