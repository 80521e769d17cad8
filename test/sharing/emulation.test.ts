import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeFunction } from '../../src/decode/encode.ts';
import { FunctionView } from '../../src/decode/view.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { emulationC } from '../../src/output/emulate/c.ts';
import { registersOf } from '../../src/output/emulate/registers.ts';
import { type Emulation, type EmulationRow, emulationOf } from '../../src/sharing/emulation.ts';
import { views } from '../../src/sharing/views/views.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';
import { works } from '../works.ts';
import { vfioPermissions } from './vfio-tables.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');

async function emulated(sample: string, address: string) {
  const system = new System(await diskSnapshot(join(samples, sample, 'lspci-xxxx.txt')), new Names());
  const fn = system.snapshot.functions.find((one) => one.address === address) as PciFunction;
  const report = system.report(fn);
  return { system, report, view: new FunctionView(fn), emulation: emulationOf(system, report) };
}

const rowOf = ({ rows }: Emulation, path: string): EmulationRow =>
  rows.find((row) => row.path === path) as EmulationRow;

/** Bits of the rows that lie in some bytes, from their first. */
function bitsAt(
  rows: readonly EmulationRow[],
  offset: number,
  width: number,
  of: (row: EmulationRow) => bigint,
): bigint {
  let bits = 0n;
  for (const row of rows) bits |= (of(row) << BigInt(8 * row.offset)) >> BigInt(8 * offset);
  return bits & ((1n << BigInt(8 * width)) - 1n);
}

/**
 * The VF's own bits to which vfio-pci drops writes, though they could do no harm elsewhere: status of the header and of
 * the device, errors that AER got after its table was written, and several recorded headers.
 */
const beyondVfio =
  /^(header\.status\.|pcie\.device_status\.|aer\.uncorrectable_\w+\.|aer\.capabilities_and_control\.multiple_header)/;

const vfs: [string, string][] = [
  ['vf-on-vfio', '0000:02:10.2'],
  ['vf-on-vfio', '0000:03:00.1'],
  ['l1-host', '0000:01:10.2'],
];

describe.each(vfs)('%s %s, against the tables of vfio_pci_config.c', (sample, address) => {
  test('what vfio-pci keeps for the user is kept, fixed or hidden here', async () => {
    const { view, emulation } = await emulated(sample, address);
    const { rows } = emulation;
    for (const [name, permissions] of Object.entries(vfioPermissions)) {
      const base = name === 'header' ? 0 : view.capability(name)?.entry.offset;
      if (base === undefined) continue;
      for (const { offset, width, virt } of permissions) {
        const covered = bitsAt(rows, base + offset, width, (row) => row.bits);
        const ours = bitsAt(rows, base + offset, width, (row) => row.virtMask);
        const missing = BigInt(virt) & covered & ~ours;
        expect([name, offset, missing.toString(16)]).toEqual([name, offset, '0']);
      }
    }
  });

  test('what goes to the VF here goes there at vfio-pci as well', async () => {
    const { view, emulation } = await emulated(sample, address);
    const { rows } = emulation;
    for (const [name, permissions] of Object.entries(vfioPermissions)) {
      const base = name === 'header' ? 0 : view.capability(name)?.entry.offset;
      if (base === undefined) continue;
      for (const row of rows) {
        const isHere = name === 'header' ? row.path.startsWith('header.') : row.path.startsWith(`${name}.`);
        const through = row.writeMask & ~row.virtMask;
        if (!isHere || through === 0n) continue;
        const permission = permissions.find(
          (one) => one.offset <= row.offset - base && row.offset - base < one.offset + one.width,
        );
        if (beyondVfio.test(row.path)) continue;
        expect([row.path, through & ~BigInt(permission?.write ?? 0)]).toEqual([row.path, 0n]);
      }
    }
  });

  test('no bit is in two rows, and masks stay inside their fields', async () => {
    const { emulation } = await emulated(sample, address);
    const seen = new Map<number, bigint>();
    for (const { offset, bits, virtMask, writeMask, readValue, path } of emulation.rows) {
      const place = bits << BigInt(8 * (offset % 4096));
      for (let byte = 0; place >> BigInt(8 * byte) !== 0n && byte < 4104; byte++) {
        const part = (place >> BigInt(8 * byte)) & 0xffn;
        if (part === 0n) continue;
        expect([path, (seen.get(byte) ?? 0n) & part]).toEqual([path, 0n]);
        seen.set(byte, (seen.get(byte) ?? 0n) | part);
      }
      expect([path, (virtMask | writeMask | (readValue ?? 0n)) & ~bits]).toEqual([path, 0n]);
    }
  });
});

describe('what vfio-pci showed of a real VF where it does not show the VF', () => {
  test.each([
    ['0000:02:10.2', '0000_02_10.2'],
    ['0000:03:00.1', '0000_03_00.1'],
  ])('%s', async (address, file) => {
    const folder = join(samples, 'vf-on-vfio', 'vfio');
    const raw = readFileSync(join(folder, `${file}-raw-open.bin`));
    const shown = readFileSync(join(folder, `${file}-vfio-open.bin`));
    const { rows } = (await emulated('vf-on-vfio', address)).emulation;
    for (let offset = 0; offset < 4096; offset++) {
      const changed = (raw[offset] as number) ^ (shown[offset] as number);
      const virtual = bitsAt(rows, offset, 1, (row) => row.virtMask);
      expect([offset, BigInt(changed) & ~virtual]).toEqual([offset, 0n]);
    }
  });
});

test('what has an own answer', async () => {
  const { emulation } = await emulated('l1-host', '0000:01:10.2');
  const of = (path: string) => {
    const { action, readValue, writeMask } = rowOf(emulation, path);
    return [action, readValue, writeMask];
  };
  expect(of('header.vendor_id')).toEqual(['fixed', 0x8086n, 0n]);
  expect(of('header.device_id')).toEqual(['fixed', 0x10can, 0n]);
  expect(of('header.command.memory_space_enable')).toEqual(['virtual', 0n, 2n]);
  expect(of('header.command.bus_master_enable')).toEqual(['hardware', 0n, 4n]);
  expect(of('header.base_address[0]').slice(0, 2)).toEqual(['virtual', 0xcn]);
  expect(of('header.base_address[1]')).toEqual(['virtual', 0n, 0xffffffffn]);
  expect(of('header.base_address[2]')).toEqual(['fixed', 0n, 0n]);
  expect(of('pcie.device_control.max_payload_size')[0]).toBe('virtual');
  expect(of('pcie.device_control.bridge_retry_or_flr')).toEqual(['virtual', 0n, 0x8000n]);
  expect(of('msix.control.enable')).toEqual(['virtual', 0n, 0x8000n]);
  expect(of('ari.capability_header')).toEqual(['hidden', 0n, 0n]);
  // AER is the last capability without ARI.
  expect(of('aer.capability_header')[1]).toBe(0x00010001n);
});

test('what the PF shares and the VF does not have', async () => {
  const file = join(import.meta.dirname, 'inputs', 'sva-full.txt.gz');
  const system = new System(await diskSnapshot(file), new Names());
  const fn = system.snapshot.functions.find(({ address }) => address === '0000:6b:00.1') as PciFunction;
  const emulation = emulationOf(system, system.report(fn));
  expect(emulation.lacked.map(({ name, hazard }) => [name, hazard])).toEqual([
    ['pri', 3],
    ['pasid', 2],
  ]);
  expect(rowOf(emulation, 'ats.control.smallest_translation_unit')).toMatchObject({
    action: 'virtual',
    readValue: 0n,
    writeMask: 0x1fn,
  });
  expect(rowOf(emulation, 'ats.control.enable').action).toBe('virtual');
});

test('a VF without its PF: what only the PF tells is not known', () => {
  const ids = { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff };
  const vf = encodeFunction(0, 0x101, ids, { capabilities: ['pcie', 'ats'] });
  const system = new System({ source: 'x', inputFormat: 'x', functions: [vf], diagnostics: [] }, new Names());
  const emulation = emulationOf(system, system.report(vf));
  expect(rowOf(emulation, 'header.vendor_id').readValue).toBeNull();
  expect(rowOf(emulation, 'pcie.device_control.max_payload_size').readValue).toBeNull();
  expect(rowOf(emulation, 'header.interrupt_pin').readValue).toBe(0n);
});

test('a register of 64 bits is two of 32', () => {
  const bits = 2n ** 64n - 1n;
  const row = {
    path: 'dsn.serial_number',
    offset: 0x104,
    width: 8,
    bits,
    readValue: 0x1122334455667788n,
    virtMask: bits,
    writeMask: 0n,
    action: 'fixed',
    why: '',
  } as const;
  expect(registersOf([row]).map(({ offset, readValue }) => [offset, readValue])).toEqual([
    [0x104, 0x55667788n],
    [0x108, 0x11223344n],
  ]);
});

describe.skipIf(!works('cc', ['--version']))('as C', () => {
  test.each([...vfs, ['hostile', '']] as [string, string][])('%s %s compiles', async (sample, address) => {
    let text: string;
    if (sample === 'hostile') {
      const bytes = new Uint8Array(4096).map((_, n) => (n * 37 + 11) & 0xff);
      bytes.set([0xff, 0xff, 0xff, 0xff, 0, 0, 0x10, 0], 0);
      const encoded = encodeFunction(0, 0x101, {}, {});
      const fn = new PciFunction(0, 0x101, ConfigSpace.of(bytes), encoded.origin, {});
      const source = 'a*/ b /* c ??/ \u202e';
      const system = new System({ source, inputFormat: 'x', functions: [fn], diagnostics: [] }, new Names());
      text = [...emulationC(system, system.report(fn))].join('');
    } else {
      const { system, report } = await emulated(sample, address);
      text = [...emulationC(system, report)].join('');
    }
    const folder = mkdtempSync(join(tmpdir(), 'lsvf-c-'));
    try {
      const file = join(folder, 'vf.c');
      writeFileSync(file, text);
      execFileSync('cc', ['-fsyntax-only', '-std=c99', '-Wall', '-Wextra', '-Werror', file], {
        stdio: 'pipe',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a guest starts with the Command register that its view has, whatever the host has set', async () => {
  const { system, report, view, emulation } = await emulated('iommu-ats', '0000:02:10.0');
  expect(view.config.u16(0x04)).not.toBe(0);
  const seen = views.guest.of(report, system).fn.config.u16(0x04);
  expect(Number(bitsAt(emulation.rows, 0x04, 2, ({ readValue }) => readValue ?? 0n))).toBe(seen);
});
