import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { findPciIds } from '../../src/input/disk.ts';
import { PciIds } from '../../src/input/pci-ids.ts';

const text = `#
#	List of PCI ID's
#

0001  First Vendor
8086  Intel Corporation
	10c9  82576 Gigabit Network Connection
		103c 323f  Mezzanine Adapter
		8086 a01c  Server Adapter
# a comment in between
	10ca  82576 Virtual Function
	8086  A device with its vendor's number
8087  Next Vendor — ünïcode
	0001  Only Device

# List of known device classes
C 01  Mass storage controller
	08  Non-Volatile memory controller
		02  NVM Express
C 02  Network controller
	00  Ethernet controller`;
const ids = new PciIds(new TextEncoder().encode(text));

describe('pci.ids', () => {
  test.each([
    [0x0001, 'First Vendor'],
    [0x8086, 'Intel Corporation'],
    [0x8087, 'Next Vendor — ünïcode'],
    [0x10c9, undefined],
    [0xffff, undefined],
  ])('vendor %i', (vendor, name) => {
    expect(ids.vendor(vendor)).toBe(name);
    expect(ids.vendor(vendor)).toBe(name);
  });

  test.each([
    [0x8086, 0x10c9, '82576 Gigabit Network Connection'],
    [0x8086, 0x10ca, '82576 Virtual Function'],
    [0x8086, 0x8086, "A device with its vendor's number"],
    // Subsystems are no devices, and the next vendor's devices are not this one's.
    [0x8086, 0x103c, undefined],
    [0x8086, 0x0001, undefined],
    [0x8087, 0x0001, 'Only Device'],
    [0x0001, 0x10c9, undefined],
    [0x1234, 0x0001, undefined],
  ])('device %i %i', (vendor, device, name) => {
    expect(ids.device(vendor, device)).toBe(name);
  });

  test('subsystems', () => {
    expect(ids.subsystem(0x8086, 0x10c9, 0x103c, 0x323f)).toBe('Mezzanine Adapter');
    expect(ids.subsystem(0x8086, 0x10c9, 0x8086, 0xa01c)).toBe('Server Adapter');
    expect(ids.subsystem(0x8086, 0x10ca, 0x8086, 0xa01c)).toBeUndefined();
  });

  test('classes, as exact as the file is; the last line needs no end', () => {
    expect(ids.className(0x01, 0x08, 0x02)).toBe('NVM Express');
    expect(ids.className(0x01, 0x08, 0x77)).toBe('Non-Volatile memory controller');
    expect(ids.className(0x01, 0x08)).toBe('Non-Volatile memory controller');
    expect(ids.className(0x01, 0x77, 0x02)).toBe('Mass storage controller');
    expect(ids.className(0x02, 0x00)).toBe('Ethernet controller');
    expect(ids.className(0x77, 0x00)).toBeUndefined();
  });

  test('an empty file knows nothing', () => {
    const none = new PciIds(new Uint8Array(0));
    expect([none.vendor(0x8086), none.device(0x8086, 1), none.className(2, 0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a pci.ids file on disk', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'lsvf-ids-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  test('plain or packed, and none', () => {
    writeFileSync(join(scratch, 'pci.ids'), text);
    writeFileSync(join(scratch, 'pci.ids.gz'), gzipSync(text));
    writeFileSync(join(scratch, 'bad.gz'), gzipSync(text).subarray(0, 40));
    const vendorIn = (name: string): string | undefined => findPciIds(join(scratch, name))?.vendor(0x8086);
    expect([vendorIn('pci.ids'), vendorIn('pci.ids.gz')]).toEqual(['Intel Corporation', 'Intel Corporation']);
    expect(findPciIds(join(scratch, 'bad.gz'))).toBeUndefined();
    expect(findPciIds(join(scratch, 'nothing'))).toBeUndefined();
    expect(findPciIds(scratch)).toBeUndefined();
  });
});
