import { describe, expect, test } from 'vitest';
import { codes, expectPositions, hexOf, read } from './positions.ts';
import { addressesOf } from './statements.ts';

/* Made by hand after text reports of CPU-Z, of its first versions and of today's. */

const first16 = '8680c910070510000100000200000000';
const cells = (hex: string): string => (hex.match(/../g) ?? []).join(' ').toUpperCase();
const columns = '00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F';
const rule = '-'.repeat(73);

describe('cpu-z', () => {
  test('Description, Location, PCI registers; tables of memory modules are not theirs', () => {
    const text = [
      'CPU-Z TXT Report',
      rule,
      '',
      'Memory SPD',
      rule,
      'DIMM #\t\t\t1',
      `      ${columns.replaceAll(' ', '  ')}`,
      ` 00   ${cells('92130b0203110008').replaceAll(' ', '  ')}  00  00  00  00  00  00  00  00`,
      '',
      'PCI Devices',
      rule,
      '',
      'Description\t\tNetwork Adapter ',
      'Location\t\tbus 175 (0xAF), device 16 (0x10), function 2 (0x02)',
      'Common header\t',
      '\t\t\tVendor ID\t0x8086',
      'PCI registers\t',
      `\t${columns.replaceAll(' ', '\t')}`,
      `\t00\t${cells(first16).replaceAll(' ', '\t')}`,
      `\t100\t${cells('01000214000000000000000030200600').replaceAll(' ', '\t')}`,
      '',
      'Description\t\tHost Bridge ',
      'Location\t\tbus 0 (0x00), device 0 (0x00), function 0 (0x00)',
      '',
      'DMI',
      rule,
      `\t00\t${cells(first16).replaceAll(' ', '\t')}`,
    ].join('\r\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('cpu-z');
    expect(addressesOf(snapshot)).toEqual(['0000:af:10.2', '0000:00:00.0']);
    const [fn, bridge] = snapshot.functions;
    expect(fn?.surroundings.text).toBe('Network Adapter');
    expect(fn?.config.knownRanges).toEqual([
      { start: 0, end: 16 },
      { start: 0x100, end: 0x110 },
    ]);
    expect(fn?.config.u32(0x100)).toBe(0x14020001);
    expectPositions(text, fn);
    expect(bridge?.config.end).toBe(0);
  });

  test('the first versions: the name above, and Dump', () => {
    const text = [
      'CPU-Z version 1.40',
      'PCI Device List',
      rule,
      'Ethernet Controller ',
      'bus 1 (0x01), device 0 (0x00), function 0 (0x00)',
      'Dump',
      `      ${columns}`,
      `  00  ${cells(first16)}`,
      `  10  ${cells('000040fe000042fe01c00000040044fe')}`,
      '',
      'Bridge',
      'bus 300 (0x2C), device 0 (0x00), function 0 (0x00)',
      'Dump',
      `  00  ${cells(first16)}`,
    ].join('\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('cpu-z');
    expect([addressesOf(snapshot), snapshot.functions[0]?.surroundings.text]).toEqual([
      ['0000:01:00.0'],
      'Ethernet Controller',
    ]);
    expect(hexOf(snapshot.functions[0])).toBe(`${first16}000040fe000042fe01c00000040044fe`);
    expect(codes(snapshot)).toContain('rows/bad-address 12:1');
  });

  test('a byte that is none', () => {
    const text = [
      'PCI Devices',
      rule,
      'Location\t\tbus 1 (0x01), device 0 (0x00), function 0 (0x00)',
      'PCI registers',
      '\t00\t86\t80\tC9\tX0\t07',
    ].join('\n');
    const snapshot = read(text);
    expect(hexOf(snapshot.functions[0])).toBe('8680c9');
    expect(codes(snapshot)).toContain('rows/bad-byte 5:14');
  });
});
