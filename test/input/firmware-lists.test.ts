import { describe, expect, test } from 'vitest';
import { codes, hexOf, read } from './positions.ts';
import { addressesOf, factsOf, fieldsOf, functionAt, regionsOf } from './statements.ts';

/*
 * Made by hand after what is printed by UefiShellDebug1CommandsLib of EDK II, cmd/pci.c of U-Boot, and WinDbg's !pci and
 * !pcitree in Microsoft's documentation.
 */

describe('uefi-list', () => {
  const list = [
    '   Seg  Bus  Dev  Func',
    '   ---  ---  ---  ----',
    '    00   00   00    00 ==> Bridge Device - Host/PCI bridge',
    '             Vendor 8086 Device 29C0 Prog Interface 0',
    '    00   01   10    02 ==> Network Controller - Ethernet controller',
    '             Vendor 8086 Device 10CA Prog Interface 0',
    '    01   A0   1F    07 ==> Mass Storage Controller - Serial ATA controller',
    '             Vendor 1022 Device 7901 Prog Interface 1',
  ];

  test('addresses, IDs, classes by their words', () => {
    const snapshot = read(['Shell> pci', ...list].join('\r\n'));
    expect(snapshot.inputFormat).toBe('uefi-list');
    expect(addressesOf(snapshot)).toEqual(['0000:00:00.0', '0000:01:10.2', '0001:a0:1f.7']);
    expect(factsOf(snapshot, '0001:a0:1f.7')).toEqual({
      vendorId: 0x1022,
      deviceId: 0x7901,
      className: 'Mass Storage Controller - Serial ATA controller',
      classCode: 0x010601,
    });
    expect(functionAt(snapshot, '0000:01:10.2').stated.vendorId?.at).toMatchObject({ line: 7 });
    expect(codes(snapshot)).toEqual(['rows/other-text 1:1']);
  });

  test('a shell of EFI 1.x: no segments, 0x before IDs, words that are not known', () => {
    const old = [
      '   Bus  Dev  Func',
      '   ---  ---  ----',
      '    02   1E    00 ==> Bridge Device - PCI/PCI bridge',
      '             Vendor 0x8086 Device 0x244E Prog Interface 1',
      '    02   1F    03 ==> Serial Bus Controllers - System Management Bus',
      '             Vendor 0x8086 Device 0x2930 Prog Interface 0',
    ].join('\n');
    const snapshot = read(old);
    expect(addressesOf(snapshot)).toEqual(['0000:02:1e.0', '0000:02:1f.3']);
    expect(factsOf(snapshot, '0000:02:1e.0')).toMatchObject({ deviceId: 0x244e, classCode: 0x060401 });
    expect(factsOf(snapshot, '0000:02:1f.3')['classCode']).toBeUndefined();
  });

  test('on a serial console, behind times and between colours, with dumps', () => {
    const rows = [
      'PCI Segment 00 Bus 01 Device 10 Func 02 [EFI 0001100200]',
      '  00000000: 86 80 CA 10 07 05 10 00-01 00 00 02 00 00 00 00  *................*',
    ];
    const text = ['\x1b[1mShell> pci\x1b[0m', ...list, '\x1b[1mShell> pci 01 10 02 -i\x1b[0m', ...rows]
      .map((line) => `2026-10-12 09:10:54\t${line}`)
      .join('\r\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('uefi-shell');
    expect(addressesOf(snapshot).sort()).toEqual(['0000:00:00.0', '0000:01:10.2', '0001:a0:1f.7']);
    expect(hexOf(functionAt(snapshot, '0000:01:10.2'))).toBe('8680ca10070510000100000200000000');
    expect(factsOf(snapshot, '0000:01:10.2')).toMatchObject({ vendorId: 0x8086, deviceId: 0x10ca });
  });
});

describe('u-boot-list', () => {
  const heading = [
    'Scanning PCI devices on bus 0',
    'BusDevFun  VendorId   DeviceId   Device Class       Sub-Class',
    '_____________________________________________________________',
  ];

  test('buses one after another, behind the time of a log', () => {
    const text = [
      '=> pci 0',
      ...heading,
      '00.00.00   0x1b36     0x0008     Bridge device           0x00',
      '00.1f.07   0x1af4     0x1041     Network controller      0x00',
      '=> pci *',
      '10.00.00   0x15b3     0x1019     Network controller      0x00',
      '10.01.00   0x15b3     0x101a     Cryptographic device    0x80',
    ]
      .map((line) => `[12:00:01.250] ${line}`)
      .join('\r\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('u-boot-list');
    expect(addressesOf(snapshot)).toEqual(['0000:00:00.0', '0000:00:1f.7', '0000:10:00.0', '0000:10:01.0']);
    const { classCode, classCodeBits } = functionAt(snapshot, '0000:10:01.0').stated;
    expect([classCode?.value, classCodeBits]).toEqual([0x108000, 16]);
  });

  test('a bus above FFh', () => {
    const text = [...heading, '100.00.00   0x1b36     0x0008     Bridge device           0x00'].join('\n');
    expect(codes(read(text))).toEqual(['rows/bad-address 4:1', 'input/no-functions', 'rows/other-text 1:1']);
  });

  test('pci bar counts a BAR of 64 bits once, which takes two registers', () => {
    const text = [
      '=> pci',
      ...heading,
      '01.00.00   0x8086     0x10fb     Network controller      0x00',
      '=> pci bar 1.0.0',
      'ID   Base                Size                Width  Type',
      '----------------------------------------------------------',
      ' 0   0x0000000840000000  0x0000000000080000  64     MEM   Prefetchable',
      ' 1   0x000000000000d000  0x0000000000000020  32     I/O   ',
      ' 2   0x0000000840080000  0x0000000000004000  64     MEM   ',
    ].join('\n');
    expect(regionsOf(read(text), '0000:01:00.0')).toEqual([
      {
        index: 0,
        of: 'function',
        kind: 'memory',
        address: 0x840000000n,
        size: 0x80000n,
        width: 64,
        prefetchable: true,
      },
      { index: 2, of: 'function', kind: 'io', address: 0xd000n, size: 0x20n },
      {
        index: 3,
        of: 'function',
        kind: 'memory',
        address: 0x840080000n,
        size: 0x4000n,
        width: 64,
        prefetchable: false,
      },
    ]);
  });
});

describe('windbg-list', () => {
  test('!pci with what flag 1 adds', () => {
    const text = [
      '0: kd> !pci 101',
      'PCI Segment 0 Bus 0',
      '00:0  8086:29c0.00  Cmd[0103:im...s]  Sts[0000:.....]  Intel Host Bridge  SubID:1af4:1100',
      '      cf8:80000000  IntPin:0  IntLine:0  Rom:0  cis:0  cap:0',
      '02:0  1b36:000c.00  Cmd[0507:imb..s]  Sts[0010:c....]  PciBridge 0->1-3 PCI-PCI Bridge',
      '      cf8:80001000  IntPin:1  IntLine:b  Rom:0  cis:0  cap:54',
      'PCI Segment 1 Bus af',
      '10:2  8086:10ca.01  Cmd[0004:..b...]  Sts[0010:c....]  Device  Ethernet',
    ].join('\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('windbg-list');
    expect(addressesOf(snapshot)).toEqual(['0000:00:00.0', '0000:00:02.0', '0001:af:10.2']);
    expect(factsOf(snapshot, '0000:00:00.0')).toMatchObject({
      subsystemVendorId: 0x1af4,
      subsystemId: 0x1100,
    });
    expect(fieldsOf(snapshot, '0000:00:02.0')).toEqual({
      'header.command': 0x507,
      'header.status': 0x10,
      'header.primary_bus_number': 0,
      'header.secondary_bus_number': 1,
      'header.subordinate_bus_number': 3,
      'header.interrupt_pin': 1,
      'header.interrupt_line': 11,
      'header.capabilities_pointer': 0x54,
    });
    expect(factsOf(snapshot, '0001:af:10.2')).toMatchObject({ revision: 1, className: 'Ethernet' });
  });

  test.each([
    [
      'now',
      '(d=10,  f=2) 808610ca devext 0xffffe001a2b3c4d0 devstack 0xffffe001a2b3c4d0 0200 Network/Ethernet',
    ],
    [
      'in the first versions',
      '10ca8086 (d=10,  f=2) devext 0x8a2b3c40 devstack 0x8a2b3b88 0200 Network/Ethernet',
    ],
    ['with the class before it', '0200 10ca8086 (d=10,  f=2) devext 8a2b3c40 Network/Ethernet'],
  ])('!pcitree %s: a bus below its bridge', (_, row) => {
    const bridgeRow = row.startsWith('(')
      ? '(d=2,  f=0) 1b36000c devext 0xffffe001a2b3c4d0 devstack 0xffffe001a2b3c4d0 0604 Bridge/PCI to PCI'
      : '000c1b36 (d=2,  f=0) devext 0x8a2b3c40 devstack 0x8a2b3b88 0604 Bridge/PCI to PCI';
    const lastRow = bridgeRow.replace('d=2,', 'd=1f,');
    const text = [
      'kd> !pcitree',
      'Bus 0x0 (FDO Ext 0xffffe001a2b00190)',
      `  ${bridgeRow}`,
      '  Bus 0x1 (FDO Ext 0xffffe001a2b00190)',
      `    ${row}`,
      `  ${lastRow}`,
      'Total PCI Root busses processed = 1',
    ].join('\n');
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('windbg-list');
    expect(addressesOf(snapshot)).toEqual(['0000:00:02.0', '0000:01:10.2', '0000:00:1f.0']);
    expect(factsOf(snapshot, '0000:01:10.2')).toEqual({
      vendorId: 0x8086,
      deviceId: 0x10ca,
      classCode: 0x020000,
      className: 'Network/Ethernet',
    });
  });

  test('a line of a tree that stands below no bus', () => {
    const text = [
      'Bus 0x0 (FDO Ext 0xffffe001a2b00190)',
      '  (d=0,  f=0) 808629c0 devext 0xffffe001a2b3c4d0 devstack 0xffffe001a2b3c4d0 0600 Bridge/HOST to PCI',
      '      (d=1,  f=0) 808610ca devext 0xffffe001a2b3c4d0 devstack 0xffffe001a2b3c4d0 0200 Network/Ethernet',
    ].join('\n');
    const snapshot = read(text);
    expect(addressesOf(snapshot)).toEqual(['0000:00:00.0']);
    expect(codes(snapshot)).toEqual(['rows/bad-address 3:1']);
  });
});
