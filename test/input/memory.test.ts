import { afterEach, describe, expect, test } from 'vitest';
import { forgetPlace, sayPlace } from '../../src/input/formats/memory/place.ts';
import { codes, expectPositions, hexOf, read } from './positions.ts';

/*
 * ECAM (PCIe 6.0 §7.2.2) as bytes, and as memory that programs print: cmd/mem.c of U-Boot, monitor/misc.c of QEMU, gdb's
 * examine, rd of crash, devmem of busybox, devmem2, dmem of EDK II, WinDbg, hexdump and xxd.
 */

const header =
  '8680c910070510000100000200000000000040fe000042fe01c00000040044fe000000000000000000000000f41a00110000000040000000000000000b010000';
const bridge =
  '361b0c000705100000000406000001000000a0fe00000000000305 00c0c0000040fe50fea1feb1fe00000000000000000000000054000000000000000b010200'.replaceAll(
    ' ',
    '',
  );
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const page = 4096;

/** A region of `buses` buses with Functions at their places; nobody answers elsewhere. */
function region(buses: number, functions: Record<number, string>): Uint8Array {
  const all = new Uint8Array(buses << 20).fill(0xff);
  for (const [at, hex] of Object.entries(functions)) {
    all.fill(0, Number(at) * page, (Number(at) + 1) * page);
    all.set(bytes(hex), Number(at) * page);
  }
  return all;
}
const multi = (hex: string): string => `${hex.slice(0, 28)}80${hex.slice(30)}`;
const addresses = (data: string | Uint8Array, name?: string): string[] =>
  read(data, undefined, name).functions.map(({ address }) => address);

afterEach(forgetPlace);

describe('ecam', () => {
  const one = region(1, { 0: header });
  test.each([
    ['ecam-bus3b.bin', '0000:3b:00.0', []],
    ['bus_0x02.bin', '0000:02:00.0', []],
    ['0xb0100000.bin', '0000:01:00.0', ['ecam/bus-assumed']],
    ['memory.bin', '0000:00:00.0', ['ecam/bus-assumed']],
  ])('%s begins with %s', (name, address, expected) => {
    const snapshot = read(one, undefined, name);
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['ecam', expected]);
    const [fn] = snapshot.functions;
    expect([fn?.address, fn?.config.end]).toEqual([address, page]);
    expect(hexOf(fn).slice(0, 128)).toBe(header);
  });

  test('the user says which bus it is', () => {
    sayPlace({ bus: 0x82 });
    expect(addresses(one, 'ecam-bus01.bin')).toEqual(['0000:82:00.0']);
  });

  test('bridges say it: their Primary Bus Number is the bus that they are on', () => {
    const onBus3 = bridge.replace(/^(.{48})00/, '$103');
    const snapshot = read(region(1, { 0: onBus3 }));
    expect([snapshot.functions[0]?.address, codes(snapshot)]).toEqual(['0000:03:00.0', ['ecam/bus-assumed']]);
    expect(snapshot.diagnostics[0]?.message).toContain('03h');
  });

  test('buses, devices, functions, and where their bytes are in the file', () => {
    const data = region(2, { 0: multi(header), 3: header, 8: header, [256 + 0x80]: header });
    const { functions } = read(data, undefined, 'bus10');
    expect(functions.map(({ address }) => address)).toEqual([
      '0000:10:00.0',
      '0000:10:00.3',
      '0000:10:01.0',
      '0000:11:10.0',
    ]);
    expect(functions[2]?.positionOf(0x34)).toEqual({ file: 'bus10', offset: 8 * page + 0x34 });
  });

  test('where no extended configuration space answers the function has 256 bytes', () => {
    const data = region(1, { 0: header });
    data.fill(0xff, 0x100, page);
    expect(read(data).functions[0]?.config.end).toBe(0x100);
  });

  test('a function beside one that is no multi-function device is no ECAM, but a VF is', () => {
    expect(read(region(1, { 0: header, 1: header })).inputFormat).toBe('unknown');
    const vf = `ffffffff${header.slice(8)}`;
    expect(addresses(region(1, { 0: header, 1: vf }), 'bus01')).toEqual(['0000:01:00.0', '0000:01:00.1']);
  });

  test('other files are none', () => {
    expect(read(new Uint8Array(1 << 20)).inputFormat).toBe('unknown');
    expect(read(new Uint8Array(1 << 20).fill(0xff)).inputFormat).toBe('unknown');
    const small = new Uint8Array(2 * page);
    small[0] = 1;
    expect(read(small).inputFormat).toBe('unknown');
    expect(read(Uint8Array.from({ length: 1 << 16 }, (_, n) => (n * 7919) >> 3)).inputFormat).toBe('unknown');
  });
});

const chunks = (text: string, size: number): string[] => text.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
const swap = (hex: string): string => chunks(hex, 2).reverse().join('');
/** The header at an address, as a tool prints it. */
const print = (
  hex: string,
  start: number,
  perRow: number,
  row: (digits: string, address: number) => string,
): string[] => chunks(hex, 2 * perRow).map((digits, n) => row(digits, start + n * perRow));
const address = (n: number, width = 8): string => n.toString(16).padStart(width, '0');
const words = (digits: string, size: number, between = ' ', mark = ''): string =>
  chunks(digits, 2 * size)
    .map((word) => mark + swap(word))
    .join(between);

const at = 0xb0108000;
const tools: Record<string, string[]> = {
  'md.b': [
    '=> md.b b0108000 40',
    ...print(header, at, 16, (d, a) => `${address(a)}: ${words(d, 1)}    ................`),
  ],
  'md.w': print(header, at, 16, (d, a) => `${address(a)}: ${words(d, 2)}  ................`),
  'md.l': print(header, at, 16, (d, a) => `${address(a)}: ${words(d, 4)}    ..@.ab..........`),
  'md.q': print(header, at, 16, (d, a) => `${address(a, 16)}: ${words(d, 8)}    ................`),
  'xp /16xw': [
    '(qemu) xp /16xw 0xb0108000',
    ...print(header, at, 16, (d, a) => `${address(a, 16)}: ${words(d, 4, ' ', '0x')}`),
  ],
  'xp /64xb': print(header, at, 8, (d, a) => `${address(a, 16)}: ${words(d, 1, ' ', '0x')}`),
  'xp /8xg': print(header, at, 16, (d, a) => `${address(a, 16)}: ${words(d, 8, ' ', '0x')}`),
  'x/16xw': print(header, at, 16, (d, a) => `0x${address(a)}:\t${words(d, 4, '\t', '0x')}`),
  'x/16xw with a symbol': print(
    header,
    at,
    16,
    (d, a) => `0x${address(a)} <ecam+${a - at}>:\t${words(d, 4, '\t', '0x')}`,
  ),
  'rd -p': print(header, at, 16, (d, a) => `        ${address(a)}:  ${words(d, 8)}   ................`),
  'rd -32': print(header, at, 16, (d, a) => `${address(a)}:  ${words(d, 4)}   ..@...B.......D.`),
  'rd -8': print(header, at, 16, (d, a) => `${address(a)}:  ${words(d, 1)}   ................`),
  '!dd': print(header, at, 16, (d, a) => `#${address(a)} ${words(d, 4)}`),
  dmem: print(
    header,
    at,
    16,
    (d, a) =>
      `  ${address(a).toUpperCase()}: ${words(d.slice(0, 16), 1)}-${words(d.slice(16), 1)}  *................*`,
  ),
  'hexdump -C': print(
    header,
    at,
    16,
    (d, a) => `${address(a)}  ${words(d.slice(0, 16), 1)}  ${words(d.slice(16), 1)}  |................|`,
  ),
  xxd: print(header, at, 16, (d, a) => `${address(a)}: ${chunks(d, 4).join(' ')}  ................`),
  devmem: print(header, at, 4, (d, a) => `# devmem 0x${address(a)} 32\n0x${swap(d).toUpperCase()}`),
  'busybox devmem': print(
    header,
    at,
    2,
    (d, a) => `$ sudo busybox devmem 0x${address(a)} 16\n0x${swap(d).toUpperCase()}`,
  ),
  devmem2: print(header, at, 4, (d, a) =>
    [
      '/dev/mem opened.',
      'Memory mapped at address 0x7f0c8a6c0000.',
      `Value at address 0x${address(a).toUpperCase()} (0x7f0c8a6c0${(a - at).toString(16).padStart(3, '0')}): 0x${parseInt(swap(d), 16).toString(16).toUpperCase()}`,
    ].join('\n'),
  ),
  mm: print(header, at, 4, (d, a) => `MEM  0x${address(a, 16).toUpperCase()} : 0x${swap(d).toUpperCase()}`),
};

describe.each(Object.entries(tools))('memory as %s prints it', (name, lines) => {
  const text = lines.join('\n');
  test('is read at its function, which the address gives', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('memory-dump');
    const [fn] = snapshot.functions;
    expect([fn?.address, hexOf(fn)]).toEqual(['0000:01:01.0', header]);
    const assumed = snapshot.diagnostics.map(({ code, message }) => [code, message.includes('B0000000h')]);
    expect(assumed).toEqual([['ecam/bus-assumed', true]]);
    // devmem2 leaves out zeros in front.
    if (name !== 'devmem2') expectPositions(text, fn);
  });

  test('the user says where ECAM begins', () => {
    sayPlace({ base: 0xb0000000n, bus: 0x20 });
    const snapshot = read(text);
    expect([
      snapshot.functions[0]?.address,
      codes(snapshot).filter((code) => code.startsWith('ecam')),
    ]).toEqual(['0000:21:01.0', []]);
  });
});

describe('memory', () => {
  const md = (hex: string, start: number): string[] =>
    print(hex, start, 16, (d, a) => `${address(a)}: ${words(d, 4)}`);

  test('the kernel says where ECAM begins, and of which domain', () => {
    const ecam = 'PCI: ECAM [mem 0xb0000000-0xb3ffffff] (base 0xa8000000) for domain 0001 [bus 80-bf]';
    const mmconfig =
      'PCI: MMCONFIG for domain 0001 [bus 80-bf] at [mem 0xb0000000-0xb3ffffff] (base 0xa8000000)';
    for (const line of [ecam, mmconfig]) {
      const snapshot = read([line, ...md(header, 0xb0100000)].join('\n'));
      expect([snapshot.functions[0]?.address, snapshot.diagnostics]).toEqual(['0001:81:00.0', []]);
    }
  });

  test('bridges say it where ECAM is not at a multiple of 256 MiB', () => {
    const text = md(bridge, 0xf8000000).join('\n');
    expect(addresses(text)).toEqual(['0000:00:00.0']);
  });

  test('an address outside of it is said', () => {
    sayPlace({ base: 0xe0000000n });
    const snapshot = read([...md(header, 0xe0100000), ...md(header, 0xb0100000)].join('\n'));
    expect([snapshot.functions.length, codes(snapshot)[0]]).toEqual([1, 'ecam/outside 1:1']);
  });

  test('hexdump of a copy of ECAM, with * for what repeats', () => {
    const rows = (hex: string, start: number): string[] =>
      print(
        hex,
        start,
        16,
        (d, a) => `${address(a)}  ${words(d.slice(0, 16), 1)}  ${words(d.slice(16), 1)}  |x|`,
      );
    const zeros = `${address(0x40)}${'  00 00 00 00 00 00 00 00'.repeat(2)}  |x|`;
    const ones = `${address(0x1000)}${'  ff ff ff ff ff ff ff ff'.repeat(2)}  |x|`;
    const text = [...rows(header, 0), zeros, '*', ones, '*', ...rows(header, 0x8000), '00008040'].join('\n');
    const snapshot = read(text, undefined, 'bus05.txt');
    expect(snapshot.inputFormat).toBe('memory-dump');
    expect(snapshot.functions.map(({ address: of, config }) => [of, config.end])).toEqual([
      ['0000:05:00.0', page],
      ['0000:05:01.0', 64],
    ]);
    expect(snapshot.functions[0]?.config.u8(0xfff)).toBe(0);
  });

  test('memory that is no ECAM is not read as such', () => {
    const small = Array.from(
      { length: 4 },
      (_, n) => `${address(0xb0100000 + 16 * n)}: 00000001 00000000 00000000 00000000`,
    );
    expect(read(small.join('\n')).inputFormat).toBe('unknown');
    const kernel = Array.from(
      { length: 4 },
      (_, n) => `ffff888003a0f${address(16 * n, 3)}:  ffff888003a0f000 ffffffff81c00000   ................`,
    );
    expect(read(kernel.join('\n')).inputFormat).toBe('unknown');
  });

  test('what cannot be read, and a row with a slip', () => {
    const rows = md(header, 0xb0100000);
    const text = [
      ...rows.slice(0, 3),
      `${(rows[3] as string).slice(0, 28)}zz`,
      '00000000b0100040: Cannot access memory',
    ];
    const snapshot = read(text.join('\n'));
    expect(snapshot.functions[0]?.config.end).toBe(0x38);
    expect(codes(snapshot)).toEqual(['ecam/bus-assumed 1:1', 'rows/bad-byte 4:29', 'rows/other-text 5:1']);
  });
});
