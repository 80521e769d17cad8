import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressInName } from '../../src/input/address-in-name.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import raw from '../../src/input/formats/raw.ts';
import { streamFormats } from '../../src/input/order.ts';
import { formatKey } from '../../src/model/address.ts';
import { codes, expectPositions, hexOf, read } from './positions.ts';

/*
 * Made by hand. The grammars: sysfs' config files, their names by libvirt, illumos and pcireg; AMD UG896 on .coe files and
 * pcileech's use of them; the XML and JSON that readers of TeleScan and u-root (pkg/pci) declare.
 */

const header = Buffer.from(
  '8680c910070510000100000200000000000040fe000042fe01c00000040044fe000000000000000000000000f41a00110000000040000000000000000b010000',
  'hex',
);
const padded = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, n) => header[n] ?? 0);

const hex = (n: number): string => n.toString(16).padStart(2, '0');

describe('raw', () => {
  test.each([
    ['config-0000_01_00.0.bin', '0000:01:00.0'],
    ['0000_01_10.2.config', '0000:01:10.2'],
    ['/sys/bus/pci/devices/10001:02:1f.7/config', '10001:02:1f.7'],
    ['a.tar:0000:00:02.0/0000-01-00.3.config', '0000:01:00.3'],
    ['PF-0000_03_00.0-raw-open.bin', '0000:03:00.0'],
    ['01:00.1', '0000:01:00.1'],
    ['00-1f-03.pci', '0000:00:1f.3'],
    ['x/PCI021F7.BIN', '0000:02:1f.7'],
    ['2026-11-24.bin', undefined],
    ['12:10:05.3', undefined],
    ['0000:01:20.0', undefined],
    ['config', undefined],
  ])('%s is of %s', (name, address) => {
    const key = addressInName(name);
    expect(key === undefined ? undefined : formatKey(key)).toBe(address);
  });

  test.each([64, 128, 256, 4096])('%i bytes', (size) => {
    const snapshot = read(padded(size), undefined, '0000_01_00.0');
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['raw', []]);
    const [fn] = snapshot.functions;
    expect([fn?.address, fn?.config.end, hexOf(fn).slice(0, 128)]).toEqual([
      '0000:01:00.0',
      size,
      header.toString('hex'),
    ]);
    expect(fn?.positionOf(0x34)).toEqual({ file: '0000_01_00.0', offset: 0x34 });
  });

  test.each([
    ['config', 100, ['raw/no-address', 'raw/size']],
    ['0000_01_00.0', 5000, ['raw/too-long']],
    ['0000_01_00.0', 63, ['raw/size']],
  ])('%s of %i bytes', (name, size, expected) => {
    expect(codes(read(padded(size), 'raw', name))).toEqual(expected);
  });

  test('all ones only with an address; text, zeros and other files not', () => {
    const ones = new Uint8Array(4096).fill(0xff);
    expect(read(ones, undefined, '0000:01:00.0').inputFormat).toBe('raw');
    expect(read(ones).inputFormat).toBe('unknown');
    expect(read(new Uint8Array(4096)).inputFormat).toBe('unknown');
    expect(read('x'.repeat(256), undefined, '0000:01:00.0').inputFormat).toBe('unknown');
    expect(read(Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), padded(248)])).inputFormat).toBe(
      'unknown',
    );
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4096 }), (bytes) => {
        const [fn] = read(bytes, 'raw', '0000_01_00.0').functions;
        expect(fn).toBeDefined();
        const written = Buffer.concat([...raw.write(fn ? [fn] : [])]);
        expect(written.equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('coe', () => {
  const values =
    [...padded(256)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .match(/.{8}/g) ?? [];
  const coe = (list: readonly string[]): string =>
    `; a comment\nmemory_initialization_radix=16;\nmemory_initialization_vector=\n\n${list.join(',\n')};\n`;

  test('the digits are bytes in order', () => {
    const snapshot = read(coe(values));
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['coe', ['raw/no-address 3:1']]);
    expect(hexOf(snapshot.functions[0])).toBe(values.join(''));
    expectPositions(coe(values), snapshot.functions[0]);
  });

  test('or numbers, if only those make a header', () => {
    const words = values.map((value) => (value.match(/../g) ?? []).reverse().join(''));
    const text = coe([`${words[0]},${words[1]}`, ...words.slice(2)]);
    const snapshot = read(text, undefined, '0000_01_00.0.coe');
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['coe', ['rows/byte-order 1:1']]);
    expect(hexOf(snapshot.functions[0])).toBe(values.join(''));
    expectPositions(text, snapshot.functions[0]);
  });

  test('comments: of a section, and behind each value', () => {
    const lines = values.flatMap((value, n) => [
      ...(n % 16 === 0 ? [`; ${(4 * n).toString(16).padStart(4, '0')}: ${'ff '.repeat(16)}`] : []),
      `${value}${n < values.length - 1 ? ',' : ';'} ; 0x${(4 * n).toString(16)} ffffffff, 12345678`,
    ]);
    const text = ['memory_initialization_radix = 16 ;', 'memory_initialization_vector =', ...lines].join(
      '\r\n',
    );
    const snapshot = read(text, undefined, '0000_01_00.0.coe');
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['coe', []]);
    expect(hexOf(snapshot.functions[0])).toBe(values.join(''));
    expectPositions(text, snapshot.functions[0]);
  });

  test('a write mask, by its name, its comment or its values, is no configuration space', () => {
    const message = (text: string, name?: string): string | undefined =>
      read(text, 'coe', name).diagnostics.find(({ code }) => code === 'coe/no-header')?.message;
    const mask = coe(['00000000', '07050000', ...Array.from({ length: 62 }, () => '00000000')]);
    const masks = coe(['00000000', 'ff070000', ...Array.from({ length: 62 }, () => 'ffffffff')]);
    expect(message(masks, 'pcileech_cfgspace_writemask.coe')).toContain('write mask');
    expect(message(masks.replace('a comment', 'Write mask of the configuration space'))).toContain(
      'write mask',
    );
    expect(message(mask, 'pcileech_cfgspace_writemask.coe')).toContain('write mask');
    expect(message(masks)).toContain('do not begin with the header');
    // A configuration space is one whatever its file is called.
    expect(message(coe(values), 'with-writemask.coe')).toBeUndefined();
  });

  test('a second vector in one file is skipped', () => {
    const snapshot = read(`${coe(values)}${coe(values)}`, undefined, '0000_01_00.0.coe');
    expect(hexOf(snapshot.functions[0])).toBe(values.join(''));
    expect(codes(snapshot)).toEqual([`rows/duplicate-function ${values.length + 7}:1`]);
  });

  test('bad values, a write mask, another radix', () => {
    const bad = coe(['8680c910', '0705100', '01000002']);
    const snapshot = read(bad, 'coe', '0000_01_00.0');
    expect(codes(snapshot)).toEqual(['rows/bad-byte 6:1', 'rows/gap 3:1']);
    expect(snapshot.functions[0]?.config.knownRanges).toEqual([
      { start: 0, end: 4 },
      { start: 8, end: 12 },
    ]);
    expect(codes(read(coe(values.map(() => 'ffff0000'))))).toEqual([
      'coe/no-header 1:1',
      'input/no-functions',
    ]);
    expect(codes(read(coe(values).replace('=16', '=2'), 'coe'))).toEqual([
      'rows/bad-byte 2:1',
      'input/no-functions',
    ]);
  });
});

describe('tlscan', () => {
  const text = [
    '<?xml version="1.0"?>',
    '<devices>',
    ' <device type="Endpoint" bus="0x01" device="0x10" function="0x2">',
    '  <config_space><bytes>86 80 C9 10 07 05 10 00 01 00 00 02 00 00 00 00',
    '   00 00 40 FE</bytes></config_space>',
    ' </device>',
    ' <device bus="1" device="12" function="0"><config_space><bytes>8680c910 0Z</bytes></config_space></device>',
    ' <device bus="1"><config_space><bytes>86 80</bytes></config_space></device>',
    '</devices>',
  ].join('\n');

  test('devices with their bytes', () => {
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('tlscan');
    expect(snapshot.functions.map((fn) => [fn.address, hexOf(fn)])).toEqual([
      ['0000:01:10.2', '8680c910070510000100000200000000000040fe'],
      ['0000:01:12.0', '8680c910'],
    ]);
    for (const fn of snapshot.functions) expectPositions(text, fn);
    expect(codes(snapshot)).toEqual([
      'rows/bad-byte 7:73',
      'rows/bad-address 8:2',
      'rows/row-without-function 8:1',
    ]);
  });
});

describe('u-root', () => {
  const entry = (Addr: unknown, Config: unknown): object => ({
    Addr,
    Vendor: 0x8086,
    VendorName: 'Intel',
    DeviceName: 'X',
    Config,
  });
  const json = (list: unknown): string => JSON.stringify(list, null, 1);

  test('base64 of an array of functions', () => {
    const text = json([entry('0000:01:00.0', header.toString('base64')), entry('0000:01:00.1', null)]);
    const snapshot = read(text);
    expect(snapshot.inputFormat).toBe('u-root');
    const [one, two] = snapshot.functions;
    expect([one?.address, one?.surroundings.text, hexOf(one)]).toEqual([
      '0000:01:00.0',
      'Intel X',
      header.toString('hex'),
    ]);
    expect(one?.positionOf(0x34)).toEqual({ file: 'dump', line: 7, column: 13 });
    expect(one?.positionOf()).toEqual({ file: 'dump', line: 3, column: 1 });
    expect(two?.config.end).toBe(0);
    expect(codes(snapshot)).toEqual(['rows/gap 10:11']);
  });

  test.each([
    ['{', ['input/bad-json 1:1', 'input/no-functions']],
    ['{}', ['input/bad-json 1:1', 'input/no-functions']],
    ['[1, null]', ['rows/bad-address 1:1', 'rows/bad-address 1:1', 'input/no-functions']],
    [json([entry('x', 'AA==')]), ['rows/bad-address 3:11', 'input/no-functions']],
    [json([entry('0000:01:00.0', '*')]), ['rows/bad-byte 7:13']],
    [json([entry('0000:01:00.0', 'AA=='), entry('0000:01:00.0', 'AA==')]), ['rows/bad-address 10:11']],
  ])('%j', (text, expected) => {
    expect(codes(read(text, 'u-root'))).toEqual(expected);
  });
});

test('a file longer than what is read at once is whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lsvf-'));
  try {
    const lines = Array.from({ length: 40_000 }, (_, n) => {
      const fn = `${hex(n >> 8)}:${hex((n >> 3) & 0x1f)}.${n & 7}`;
      return `0000:${fn} @00 = ${hex(n & 0xff)}\n0000:${fn} @01 = ${hex(n >> 8)}\n`;
    });
    const path = join(folder, 'setpci.txt');
    writeFileSync(path, lines.join(''));
    const { diagnostics, functions } = await diskSnapshot(path);
    expect([diagnostics, functions.length]).toEqual([[], 40_000]);
    expect(functions.every(({ config, key }) => config.u16(0) === key)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('any text and any bytes', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '*',
      '# 0000:01:00.0 x',
      '00000000: 8680 c910',
      '000010 86 80',
      '0000020 8086',
      ' 86 80',
      'ff',
      '00001000',
      '    B00 D00 F00:  x',
      '      Offset FFF:  00 00',
      '  PCI Segment 00 Bus 00 Device 00 Func 00',
      '  00000FFF: 00 00-00',
      'pci 0000:00:00.0: config space:',
      '=> pci d 0.0.0',
      '  vendor ID = 0x8086',
      '  toString = 00',
      'pciconf -r pci0:0:0 0:0xff',
      'a0@pci0:0:0:0:',
      '10c98086',
      'Domain /dev/pci0:',
      ' 0:0:0: x',
      '\t0x0ffc: 00000000 00000000',
      'PCI Configuration Space (Segment:0000 Bus:00 Device:00 Function:00)',
      '    00: VendorID       8086',
      '    0e: toString       00',
      '0000:00:00.0 @fff = 12345678',
      '<device bus="0" device="0" function="0"><bytes>',
      '</bytes>',
      '00 '.repeat(40),
      'memory_initialization_radix=16;',
      'memory_initialization_vector=',
      '00000000,',
      ';',
      '[{"Addr":"0000:00:00.0","Config":"AAAA"}]',
    ),
  );
  const names = streamFormats.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  test('there are these formats', () => expect(names.length).toBeGreaterThanOrEqual(15));

  test.each([undefined, ...names])('%s never throws', (name) => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), (lines, eol) => {
        for (const fn of read(lines.join(eol), name).functions) {
          expect(fn.config.end).toBeLessThanOrEqual(4096);
          for (const { start, end } of fn.config.knownRanges) {
            expect(fn.positionOf(start).file).toBe('dump');
            expect(fn.config.u8(end - 1)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        read(bytes, name);
      }),
      { numRuns: 100 },
    );
  });

  test.each(names)('%s takes hostile lines in little time', (name) => {
    const start = performance.now();
    for (const part of [
      ' ',
      'a',
      '0',
      '-',
      '<',
      'pciconf -r',
      '00 ',
      '\t',
      '=',
      '00:',
      '"Addr":',
      '[{',
      ';',
      '*\n',
      '0000:00:00.0 ',
      '\n',
    ]) {
      read(part.repeat(Math.ceil(200_000 / part.length)), name);
      read(`${part.repeat(Math.ceil(16_000 / part.length))}\n`.repeat(10), name);
    }
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
