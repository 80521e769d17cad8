import { describe, expect, test } from 'vitest';
import { codes, expectPositions, hexOf, read } from './positions.ts';

/*
 * Made by hand from the documented grammars: AIDA64's text reports, the UEFI Shell Specification and EDK II's DumpHex(),
 * cmd/pci.c of U-Boot, early_dump_pci_device() and print_hex_dump() of Linux, pciconf(8) and its readit(), pcidump(8) and
 * its hexdump(), Microsoft's page on !pci, and what setpci -v prints.
 */

const first16 = '8680c910070510000100000200000000';
const second16 = '000040fe000042fe01c00000040044fe';

describe('aida64', () => {
  const text = [
    '--------[ Debug - PCI ]------------------------------------------------------',
    '',
    '    B01 D10 F02:  Intel 82576 Virtual Function',
    '                  ',
    '      Offset 000:  86 80 C9 10  07 05 10 00  01 00 00 02  00 00 00 00 ',
    '      Offset 010:  00 00 40 FE  00 00 42 FE  01 C0 00 00  04 00 44 FE ',
    '',
    '    B01 D10 F03:  Another',
    '      Offset 000:  86 80 C9 XX  07 05 10 00  01 00 00 02  00 00 00 00 ',
    '      Offset 100:  01 00 00 00',
    '--------[ Debug - Video BIOS ]-----------------------------------------------',
    '    C000:0000  U...',
    '      Offset 000:  55 AA',
  ].join('\r\n');

  test('is recognised; functions, rows, the section after it', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('aida64');
    const [one, two] = snapshot.functions;
    expect([one?.address, one?.surroundings.text]).toEqual(['0000:01:10.2', 'Intel 82576 Virtual Function']);
    expect(hexOf(one)).toBe(first16 + second16);
    expectPositions(text, one);
    expect(two?.config.knownRanges).toEqual([
      { start: 0, end: 3 },
      { start: 0x100, end: 0x104 },
    ]);
    expectPositions(text, two);
    expect(codes(snapshot)).toEqual([
      'rows/bad-byte 9:29',
      'rows/row-without-function 13:1',
      'rows/gap 8:1',
      'rows/other-text 1:1',
    ]);
  });
});

describe('uefi-shell', () => {
  const text = [
    '  PCI Segment 06 Bus 01 Device 00 Func 00 [EFI 0601000000]',
    '  00000000: 86 80 C9 10 07 05 10 00-01 00 00 02 00 00 00 00  *................*',
    '  00000010: 00 00 40 FE 00 00 42 FE-01 C0 00 00 04 00 44 FE  *..@...B.......D.*',
    '',
    'Vendor ID(0): 8086         Device ID(2): 10C9',
    '  00000100: 01 00 02 14 00 00 ZZ 00                          *........*',
    '  00000020: 00 00 00 00',
  ].join('\n');

  test('rows with a dash in their middle', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('uefi-shell');
    const [fn] = snapshot.functions;
    expect(fn?.address).toBe('0006:01:00.0');
    expect(hexOf(fn).slice(0, 64)).toBe(first16 + second16);
    expectPositions(text, fn);
    expect(fn?.config.knownRanges).toEqual([
      { start: 0, end: 0x24 },
      { start: 0x100, end: 0x106 },
    ]);
    expect(codes(snapshot)).toEqual(['rows/bad-byte 6:31', 'rows/gap 1:1', 'rows/other-text 5:1']);
  });
});

describe('earlydump', () => {
  const text = [
    '[    0.310000] pci_bus 0000:00: root bus resource [bus 00-ff]',
    '[    0.312000] pci 0000:01:00.0: config space:',
    '[    0.312001] 00000000: 86 80 c9 10 07 05 10 00 01 00 00 02 00 00 00 00',
    '[    0.312002] 00000010: 00 00 40 fe 00 00 42 fe 01 c0 00 00 04 00 44 fe',
    '[    0.312003] 000000f0: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00',
    '[    0.312004] 00000000: another dump: 55 aa',
    'Nov 24 01:02:42 host kernel: pci 0001:02:03.4: config space:',
    'Nov 24 01:02:42 host kernel: 00000000: 86 80 c9 10 07 05 10 00 01 00 00 02 00 00 00 00',
    'Nov 24 01:02:42 host kernel: 00000010: 00 00 40 fe 00 0',
  ].join('\n');

  test('rows behind times and hosts, up to 256 bytes', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('earlydump');
    const [one, two] = snapshot.functions;
    expect([one?.address, two?.address]).toEqual(['0000:01:00.0', '0001:02:03.4']);
    expect(hexOf(one).slice(0, 64)).toBe(first16 + second16);
    expect(one?.config.knownRanges).toEqual([
      { start: 0, end: 0x20 },
      { start: 0xf0, end: 0x100 },
    ]);
    expect(two?.config.end).toBe(0x15);
    for (const fn of snapshot.functions) expectPositions(text, fn);
    expect(codes(snapshot)).toEqual(['rows/bad-byte 9:55', 'rows/gap 2:1', 'rows/other-text 1:1']);
  });

  test('the form of kernels before 4.12', () => {
    const old =
      '[ 0.1] pci 0000:00:02.0 config space:\n[ 0.1]   00: 86 80 c9 10 07 05 10 00 01 00 00 02 00 00 00 00\n';
    expect(hexOf(read(old).functions[0])).toBe(first16);
  });
});

describe('u-boot', () => {
  const text = [
    '=> pci display.b 1.10.2 0 20',
    '00000000: 86 80 c9 10 07 05 10 00 01 00 00 02 00 00 00 00',
    '00000010: 00 00 40 fe 00 00 42 fe 01 c0 00 00 04 00 44 fe',
    '=> pci display.w 0.1.0 0 4',
    '00000000: 8086 10c9 0507 0010',
    '=> pci d 0.1.0 8 2',
    '00000008: 02000001 zz000000',
    '=> pci display.b 300.1.0',
    '00000000: 86 80',
    '=> printenv',
  ].join('\n');

  test('bytes, words, long words', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('u-boot');
    expect(snapshot.functions.map((fn) => [fn.address, hexOf(fn)])).toEqual([
      ['0000:01:10.2', first16 + second16],
      ['0000:00:01.0', '8680c9100705100001000002'],
    ]);
    for (const fn of snapshot.functions) expectPositions(text, fn);
    expect(codes(snapshot)).toEqual([
      'rows/bad-byte 7:20',
      'rows/bad-address 8:4',
      'rows/row-without-function 9:1',
      'rows/other-text 10:1',
    ]);
  });

  test('pci header, of an endpoint and of a bridge', () => {
    const name = (words: string, value: string): string =>
      `  ${words} =${' '.repeat(28 - words.length)}${value}`;
    const session = [
      '=> pci header 0.1.0',
      name('vendor ID', '0x8086'),
      name('device ID', '0x10c9'),
      name('status register', '0x0010'),
      '  class code =                  0x02 (Network controller)',
      name('header type', '00'),
      name('sub system vendor ID', '0x1af4'),
      name('interrupt line', '0x0b'),
      name('constructor', '0x00'),
      '=> pci header 0.2.0',
      name('vendor ID', '0x8086'),
      name('header type', '0x01'),
      name('secondary bus number', '0x05'),
      name('memory base', '0xfe4'),
    ].join('\n');
    const snapshot = read(session);
    expect(snapshot.inputFormat).toBe('u-boot');
    const [one, two] = snapshot.functions;
    expect([
      one?.config.u32(0),
      one?.config.u16(6),
      one?.config.u8(0x0b),
      one?.config.u16(0x2c),
      one?.config.u8(0x3c),
    ]).toEqual([0x10c98086, 0x10, 2, 0x1af4, 0x0b]);
    expect([two?.config.u8(0x0e), two?.config.u8(0x19), two?.config.u16(0x20)]).toEqual([1, 5, -1]);
    for (const fn of snapshot.functions) expectPositions(session, fn);
    expect(codes(snapshot)).toEqual(['rows/bad-byte 14:35', 'rows/other-text 9:1']);
  });
});

describe('pciconf', () => {
  const text = [
    'root@host:~ # pciconf -l',
    'igb0@pci0:1:0:0:\tclass=0x020000 rev=0x01 hdr=0x00 vendor=0x8086 device=0x10c9',
    'root@host:~ # pciconf -r igb0 0:0xf',
    '10c98086 00100507 02000001 00000000',
    'root@host:~ # pciconf -rb pci1:2:16:7 0:0x1f',
    '86 80 c9 10 07 05 10 00  01 00 00 02 00 00 00 00',
    '00 00 40 fe 00 00 42 fe  01 c0 00 00 04 00 44 fe',
    'root@host:~ # pciconf -rh pci0:3:0 0x2c:0x2f',
    '1af4 1100',
    'root@host:~ # pciconf -r ix9 0:3',
    '10c98086',
    'root@host:~ # pciconf -r pci0:4:0:0 0:0xf',
    '10c98086 0010050',
  ].join('\n');

  test('the command before the numbers says whose they are, and where they begin', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('pciconf');
    expect(snapshot.functions.map((fn) => [fn.address, fn.config.knownRanges])).toEqual([
      ['0000:01:00.0', [{ start: 0, end: 16 }]],
      ['0001:02:10.7', [{ start: 0, end: 32 }]],
      ['0000:00:03.0', [{ start: 0x2c, end: 0x30 }]],
      ['0000:04:00.0', [{ start: 0, end: 4 }]],
    ]);
    expect(hexOf(snapshot.functions[0])).toBe(first16);
    expect(hexOf(snapshot.functions[1])).toBe(first16 + second16);
    for (const fn of snapshot.functions) expectPositions(text, fn);
    expect(codes(snapshot)).toEqual([
      'rows/bad-address 10:15',
      'rows/row-without-function 11:1',
      'rows/bad-byte 13:10',
      'rows/other-text 1:1',
    ]);
  });

  test('numbers below a line of pciconf -l', () => {
    const [fn] = read('igb0@pci0:1:0:0: class=0x020000\n10c98086 00100507 02000001 00000000\n').functions;
    expect([fn?.address, hexOf(fn)]).toEqual(['0000:01:00.0', first16]);
  });
});

describe('pcidump', () => {
  const text = [
    'Domain /dev/pci1:',
    ' 1:16:2: Intel 82576',
    '\t0x0000: Vendor ID: 8086, Product ID: 10c9',
    '\t0x0010: BAR mem 32bit addr: 0xfe400000/0x00020000',
    '\t0x0000: 10c98086 00100507 02000001 00000000',
    '\t0x0010: fe400000 fe420000 0000c001 fe440004',
    ' 0:40:0: no such device',
    '\t0x0000: 10c98086 00100507 02000001 00000000',
    ' 0:2:0: Other',
    '\t0x0000: 10c98086 0010x507 02000001 00000000',
  ].join('\n');

  test('decimal addresses and 32-bit numbers', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('pcidump');
    const [one, two] = snapshot.functions;
    expect([one?.address, one?.surroundings.text, hexOf(one)]).toEqual([
      '0001:01:10.2',
      'Intel 82576',
      first16 + second16,
    ]);
    expect([two?.address, hexOf(two)]).toEqual(['0001:00:02.0', '8680c910']);
    for (const fn of snapshot.functions) expectPositions(text, fn);
    expect(codes(snapshot)).toEqual([
      'rows/bad-address 7:1',
      'rows/row-without-function 8:1',
      'rows/bad-byte 10:19',
    ]);
  });
});

describe('windbg', () => {
  const text = [
    '0: kd> !pci 100 1 0 0',
    '',
    'PCI Configuration Space (Segment:0000 Bus:01 Device:00 Function:00)',
    'Common Header:',
    '    00: VendorID       8086 Intel Corporation',
    '    02: DeviceID       10c9',
    '    04: Command        0507 IOSpaceEn MemSpaceEn BusInitiate SERREn InterruptDis',
    '    06: Status         0010 CapList',
    '    0b: BaseClass      02 Network Controller',
    '    0c: CacheLineSize  0000',
    '    0d: LatencyTimer   00',
    '    10: BAR0           fe400000',
    '    2c: SubSysVenID    1af',
    '    34: CapPtr         40',
    'Device Private:',
    '    40: 00225001 00000000 00000000 00000000',
    'Capabilities:',
    '    40: CapID          01 PwrMgmt Capability',
  ].join('\n');

  test('the header in words and rows of numbers', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('windbg');
    const [fn] = snapshot.functions;
    expect(fn?.address).toBe('0000:01:00.0');
    expect(fn?.config.knownRanges).toEqual([
      { start: 0, end: 8 },
      { start: 0x0b, end: 0x0e },
      { start: 0x10, end: 0x14 },
      { start: 0x34, end: 0x35 },
      { start: 0x40, end: 0x50 },
    ]);
    expect([fn?.config.u32(0), fn?.config.u32(0x10), fn?.config.u32(0x40)]).toEqual([
      0x10c98086, 0xfe400000, 0x00225001,
    ]);
    expectPositions(text, fn);
    expect(codes(snapshot)).toEqual(['rows/bad-byte 13:24', 'rows/other-text 1:1']);
  });

  test('rows of 32-bit numbers below a bus', () => {
    const raw = [
      'kd> !pci f 0 d 1 0 3f',
      'PCI Bus 0',
      '0d:1  8086:7010.00  Cmd[0005:i.b...]  Sts[0280:.....]  Device  IDE controller',
      '      cf8:80006900  IntPin:0  IntLine:0  Rom:0  cis:0  cap:0',
      '      00000000:  70108086 02800005 01018000 00002000',
      '      00000010:  00000000 00000000 00000000 00000000',
    ].join('\n');
    const snapshot = read(raw);
    const [fn] = snapshot.functions;
    expect([snapshot.inputFormat, fn?.address, fn?.config.end, fn?.config.u32(8)]).toEqual([
      'windbg',
      '0000:00:0d.1',
      32,
      0x01018000,
    ]);
    expectPositions(raw, fn);
  });
});

describe('setpci', () => {
  const text = [
    '0000:01:00.0 @00 = 8086',
    '0000:01:00.0 (cap 10 @a0) @a8 = 2910',
    '0000:01:00.0 (ecap 0010 @160) @170 = 00000007',
    '01:00.1 @0e = 80',
    '0000:01:00.0 @04 0507->(0007:0007)->0507',
    '0000:01:00.0 @00 = 1234',
    'setpci: Warning: nothing',
  ].join('\n');

  test('registers one by one; everything else is unknown', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('setpci');
    expect(snapshot.functions.map((fn) => [fn.address, fn.config.knownRanges])).toEqual([
      [
        '0000:01:00.0',
        [
          { start: 0, end: 2 },
          { start: 0xa8, end: 0xaa },
          { start: 0x170, end: 0x174 },
        ],
      ],
      ['0000:01:00.1', [{ start: 0x0e, end: 0x0f }]],
    ]);
    expect(snapshot.functions[0]?.config.u32(0x170)).toBe(7);
    for (const fn of snapshot.functions) expectPositions(text, fn);
    expect(codes(snapshot)).toEqual([
      'rows/unknown-line 5:18',
      'rows/conflicting-bytes 6:22',
      'rows/other-text 7:1',
    ]);
  });
});
