import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import hexdump from '../../src/input/formats/hexdump.ts';
import { readBytes } from '../../src/input/read.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { codes, expectPositions, hexOf, read } from './positions.ts';

/* The grammars: hexdump(1) of util-linux and of BSD, xxd(1), od(1) of POSIX. */

const folder = join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf');

describe('real dumps of one system', () => {
  const whole = readBytes('lspci', readFileSync(join(folder, 'lspci-xxxx.txt')));
  const names = readdirSync(join(folder, 'other'));
  test('there are some of each', () => expect(names.length).toBeGreaterThanOrEqual(8));
  test.each(names)('%s holds the bytes that lspci shows', (name) => {
    const bytes = readFileSync(join(folder, 'other', name));
    const snapshot = readBytes(name, bytes);
    const [fn] = snapshot.functions;
    expect(snapshot.diagnostics).toEqual([]);
    expect(snapshot.inputFormat).toBe(name.endsWith('.bin') ? 'raw' : 'hexdump');
    expect(name).toContain(fn?.address.replaceAll(':', '_'));
    expect(hexOf(fn)).toBe(hexOf(whole.functions.find(({ key }) => key === fn?.key)));
    if (!name.endsWith('.bin')) expectPositions(bytes.toString('latin1'), fn);
  });
});

/** An Ethernet controller with an MSI capability. */
const header = Uint8Array.from(
  Buffer.from(
    '8680c910070510000100000200000000000040fe000042fe01c00000040044fe000000000000000000000000f41a0011000000004000000000000000 0b010000'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  ),
);
const hex = (n: number, width = 2): string => n.toString(16).padStart(width, '0');
const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));
const ascii = (bytes: readonly number[]): string =>
  bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
const little = (bytes: readonly number[]): string =>
  [...bytes]
    .reverse()
    .map((byte) => hex(byte))
    .join('');
const inOrder = (bytes: readonly number[]): string => bytes.map((byte) => hex(byte)).join('');

/** What the tools print, row by row. */
type Printer = (bytes: readonly number[], offset: number) => string;
const printers: Record<string, { row: Printer; end?: (size: number) => string }> = {
  'hexdump -C': {
    row: (row, at) => {
      const [a = [], b = []] = chunks(row, 8).map((half) => half.map((byte) => hex(byte)));
      return `${hex(at, 8)}  ${[a.join(' '), b.join(' ')].join('  ').padEnd(48)}  |${ascii(row)}|`;
    },
    end: (size) => hex(size, 8),
  },
  hexdump: {
    row: (row, at) => `${hex(at, 7)} ${chunks(row, 2).map(little).join(' ')}`,
    end: (size) => hex(size, 7),
  },
  'hexdump -x': {
    row: (row, at) =>
      `${hex(at, 7)}${chunks(row, 2)
        .map((two) => `    ${little(two)}`)
        .join('')}`,
    end: (size) => hex(size, 7),
  },
  'od -A x -t x1': {
    row: (row, at) => `${hex(at, 6)} ${row.map((b) => hex(b)).join(' ')}`,
    end: (size) => hex(size, 6),
  },
  'od -A x -t x4': {
    row: (row, at) => `${hex(at, 6)} ${chunks(row, 4).map(little).join(' ')}`,
    end: (size) => hex(size, 6),
  },
  'od -t x2': {
    row: (row, at) => `${at.toString(8).padStart(7, '0')} ${chunks(row, 2).map(little).join(' ')}`,
    end: (size) => size.toString(8).padStart(7, '0'),
  },
  'od -A d -t x4z': {
    row: (row, at) =>
      `${String(at).padStart(7, '0')} ${chunks(row, 4).map(little).join(' ')}  >${ascii(row)}<`,
    end: (size) => String(size).padStart(7, '0'),
  },
  'od -A n -t x1': { row: (row) => ` ${row.map((b) => hex(b)).join(' ')}` },
  'BSD od -t x1': {
    row: (row, at) => `${at.toString(8).padStart(7, '0')}    ${row.map((b) => hex(b)).join('  ')}`,
    end: (size) => size.toString(8).padStart(7, '0'),
  },
  xxd: {
    row: (row, at) => `${hex(at, 8)}: ${chunks(row, 2).map(inOrder).join(' ').padEnd(39)}  ${ascii(row)}`,
  },
  'xxd -g 1': {
    row: (row, at) =>
      `${hex(at, 8)}: ${row
        .map((b) => hex(b))
        .join(' ')
        .padEnd(47)}  ${ascii(row)}`,
  },
  'xxd -e': { row: (row, at) => `${hex(at, 8)}: ${chunks(row, 4).map(little).join(' ')}  ${ascii(row)}` },
  'two columns': {
    row: (row, at) =>
      `${hex(at, 8)}: ${chunks(row, 8)
        .map((half) => half.map((b) => hex(b)).join(' '))
        .join('  ')}  ${ascii(row)}`,
  },
  certutil: {
    row: (row, at) =>
      `${hex(at, 4)}\t${chunks(row, 8)
        .map((half) => half.map((b) => hex(b)).join(' '))
        .join('  ')}   ${ascii(row)}`,
  },
  Wireshark: { row: (row, at) => `${hex(at, 4)}  ${row.map((b) => hex(b)).join(' ')}   ${''}` },
};
const print = ({ row, end }: (typeof printers)[string], bytes: Uint8Array): string =>
  [...chunks([...bytes], 16).map((part, n) => row(part, n * 16)), ...(end ? [end(bytes.length)] : [])].join(
    '\n',
  );

describe.each(Object.entries(printers))('%s', (_name, printer) => {
  test('is recognised and read, each byte at its place', () => {
    const text = print(printer, header);
    const snapshot = read(text);
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['hexdump', ['raw/no-address 1:1']]);
    expect(hexOf(snapshot.functions[0])).toBe(Buffer.from(header).toString('hex'));
    expectPositions(text, snapshot.functions[0]);
  });

  test('keeps any bytes behind a header', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 16, maxLength: 16 }), { maxLength: 12 }), (rows) => {
        const bytes = Uint8Array.from([...header, ...rows.flatMap((row) => [...row])]);
        const [fn] = read(print(printer, bytes)).functions;
        expect(hexOf(fn)).toBe(Buffer.from(bytes).toString('hex'));
      }),
      { numRuns: 30 },
    );
  });
});

describe('hexdump', () => {
  test('several functions, with a line between that states the address', () => {
    const text = [
      '# 0000:01:00.0 a name',
      print(printers['hexdump -C'] as never, header),
      '',
      '0001:02:1f.7:',
      print(printers['hexdump -C'] as never, header),
    ].join('\n');
    const snapshot = read(text);
    expect(snapshot.diagnostics).toEqual([]);
    expect(snapshot.functions.map((fn) => [fn.address, fn.surroundings.text])).toEqual([
      ['0000:01:00.0', 'a name'],
      ['0001:02:1f.7', undefined],
    ]);
    for (const fn of snapshot.functions) expectPositions(text, fn);
    expect(snapshot.functions[1]?.positionOf()).toEqual({ file: 'dump', line: 8, column: 1 });
  });

  test('* stands for the row before it, up to the next offset', () => {
    const text = '000000 86 80 c9 10 07 05 10 00 01 00 00 02 00 00 00 00\n000010 01 02\n*\n000020 aa\n';
    const [fn] = read(text, 'hexdump').functions;
    expect(hexOf(fn).slice(32)).toBe(`${'0102'.repeat(8)}aa`);
    expect(fn?.positionOf(0x1e)).toEqual({ file: 'dump', line: 3, column: 1 });
    expect(fn?.positionOf(0x20)).toEqual({ file: 'dump', line: 4, column: 8 });
  });

  test.each([
    ['*\n000000 86 80\n', ['rows/bad-repeat 1:1']],
    ['000000 86 80\n*\n', ['rows/open-repeat 2:1']],
    ['000000 86 80\n*\n*\n', ['rows/bad-repeat 3:1', 'rows/open-repeat 2:1']],
    ['000000 86 8x\n', ['rows/bad-byte 1:11']],
    ['000000 86 80 c9 1\n', ['rows/bad-byte 1:17']],
    ['00000000: 8680 zz10  ..\n', ['rows/bad-byte 1:16', 'rows/byte-order 1:1']],
    ['000000 86 80\nwhat?\n000002 c9\n', ['rows/unknown-line 2:1']],
    ['000000 86 80\n000010 c9\n', ['rows/gap 2:1']],
    ['000000 86 80\n000000 c9 10\n', ['rows/duplicate-function 2:1']],
    ['000000 86 80\n001000 c9 10\n', ['rows/gap 2:1', 'rows/offset-too-large 2:8']],
    ['000000 86 80 c9\n000001 80 ca\n', ['rows/offsets 2:1', 'rows/conflicting-bytes 2:11']],
  ])('%j', (text, expected) => {
    expect(codes(read(text, 'hexdump')).filter((code) => !code.includes('no-address'))).toEqual(expected);
  });

  test('what is underlined: words have their first byte last', () => {
    const [words] = read('0000000 8086 10c9 0507 0010\n', 'hexdump-le').functions;
    expect(words?.positionOf(2)).toEqual({ file: 'dump', line: 1, column: 16 });
    expect(words?.columnsOf(1, 16, 2)).toEqual({ column: 14, width: 4 });
    expect(words?.columnsOf(1, 16, 4)).toEqual({ column: 14, width: 9 });
    expect(words?.columnsOf(2, 16, 4)).toBeUndefined();
    const [bytes] = read('00000000: 86 80 c9 10 07 05 10 00\n', 'hexdump-be').functions;
    expect(bytes?.columnsOf(1, 17, 2)).toEqual({ column: 17, width: 5 });
  });

  test('gaps are unknown', () => {
    const [fn] = read('000000 86 80\n000010 c9\n', 'hexdump').functions;
    expect(fn?.config.knownRanges).toEqual([
      { start: 0, end: 2 },
      { start: 0x10, end: 0x11 },
    ]);
  });

  test('the byte order is said where it could be either, and can be forced', () => {
    const text = '0000000 0201 0403\n';
    const snapshot = read(text, 'hexdump');
    expect(codes(snapshot)).toContain('rows/byte-order 1:1');
    expect(hexOf(snapshot.functions[0])).toBe('01020304');
    expect(hexOf(read(text, 'hexdump-be').functions[0])).toBe('02010403');
    expect(hexOf(read(text, 'hexdump-le').functions[0])).toBe('01020304');
    expect(hexOf(read('00000000: 0201 0403  ....', 'hexdump').functions[0])).toBe('02010403');
    expect(codes(read(text, 'hexdump-le')).some((code) => code.includes('byte-order'))).toBe(false);
  });

  test('a byte order mark, a heading, text columns as PowerShell has them', () => {
    const rows = chunks([...header], 16).map(
      (row, n) => `${hex(n * 16, 8)}   ${row.map((b) => hex(b).toUpperCase()).join(' ')}  ${ascii(row)}`,
    );
    const heading = `           ${Array.from({ length: 16 }, (_, n) => hex(n).toUpperCase()).join(' ')}`;
    const text = ['', heading, '', ...rows].join('\n');
    const snapshot = read(`\ufeff${text}`, undefined, '0000_01_00.0.txt');
    expect([snapshot.inputFormat, codes(snapshot)]).toEqual(['hexdump', ['rows/unknown-line 2:12']]);
    expect(hexOf(snapshot.functions[0])).toBe(Buffer.from(header).toString('hex'));
    expectPositions(text, snapshot.functions[0]);
  });

  describe('a table whose first column counts', () => {
    const whole = Buffer.from(header).toString('hex');
    const columns = (size: number, digits = 2): string =>
      Array.from({ length: 16 / size }, (_, n) => hex(size * n, digits).toUpperCase()).join('  ');
    const byteRow = (row: readonly number[]): string => row.map((byte) => hex(byte)).join(' ');
    const dwords = (row: readonly number[]): string => chunks(row, 4).map(little).join(' ');
    test.each<[string, (row: readonly number[], offset: number) => string, string[]]>([
      ['plain', (row, at) => `${hex(at)}   ${byteRow(row)}`, []],
      [
        'below the numbers of its columns',
        (row, at) => ` ${hex(at)}  ${byteRow(row)}`,
        [`     ${columns(1)}`],
      ],
      ['with 0x', (row, at) => `0x${hex(at)} ${byteRow(row)}`, []],
      ['with h', (row, at) => `${hex(at)}h  ${byteRow(row).toUpperCase()}`, [`Offset ${columns(1)}`]],
      ['of three digits', (row, at) => `${hex(at, 3)} ${byteRow(row)}  ${ascii(row)}`, []],
      ['with a bar', (row, at) => `${hex(at)} | ${byteRow(row)} | ${ascii(row)}`, [`   | ${columns(1)}`]],
      ['with tabs', (row, at) => `${hex(at)}\t${row.map((byte) => hex(byte)).join('\t')}`, []],
      ['of larger numbers', (row, at) => `${hex(at)} ${dwords(row)}`, [`   ${columns(4)}`]],
      ['of numbers with 0x', (row, at) => `0x${hex(at)} 0x${dwords(row).replaceAll(' ', ' 0x')}`, []],
    ])('%s', (_, print, heading) => {
      const rows = chunks([...header], 16).map((row, n) => print(row, 16 * n));
      const text = ['01:00.0 Ethernet', ...heading, ...rows].join('\n');
      const snapshot = read(text);
      expect([snapshot.inputFormat, snapshot.functions.map(({ address }) => address)]).toEqual([
        'hexdump',
        ['0000:01:00.0'],
      ]);
      expect(hexOf(snapshot.functions[0])).toBe(whole);
      expectPositions(text, snapshot.functions[0]);
    });

    test('of several Functions', () => {
      const rows = chunks([...header], 16).map((row, n) => `${hex(16 * n)} ${byteRow(row)}`);
      const snapshot = read(['01:00.0', ...rows, '', '01:00.1', ...rows].join('\n'));
      expect(snapshot.functions.map((fn) => [fn.address, hexOf(fn)])).toEqual([
        ['0000:01:00.0', whole],
        ['0000:01:00.1', whole],
      ]);
    });

    test('rows that are missing are unknown, and the offset is never a byte', () => {
      const long = [...header, ...Array.from({ length: 192 }, () => 0)];
      const rows = chunks(long, 16).map((row, n) => `${hex(16 * n)} ${byteRow(row)}`);
      const text = rows.filter((_, n) => n < 4 || n % 2 === 1).join('\n');
      const snapshot = read(text, undefined, '0000_01_00.0');
      expect(snapshot.functions[0]?.config.knownRanges).toEqual([
        { start: 0, end: 64 },
        ...[0x50, 0x70, 0x90, 0xb0, 0xd0, 0xf0].map((start) => ({ start, end: start + 16 })),
      ]);
      expect(codes(snapshot)).toEqual([5, 6, 7, 8, 9, 10].map((line) => `rows/gap ${line}:1`));
    });
  });

  test('other text and other dumps are not taken for one', () => {
    for (const text of [
      'hello\n',
      '# a 0000:01:00.0\n',
      'deadbeef\n',
      '00000000: 7f45 4c46 0201 0100 0000 0000 0000 0000  .ELF....\n',
      '0000000 0000 0000\n',
    ]) {
      expect(read(text).inputFormat).toBe('unknown');
    }
  });

  test('what is written is read back: bytes, gaps, addresses', async () => {
    const fnOf = fc
      .record({
        key: fc.integer({ min: 0, max: 0xffffffff }),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }),
        hole: fc.option(fc.nat(500)),
      })
      .map(({ key, bytes, hole }) => {
        const ranges =
          hole === null || hole + 1 >= bytes.length
            ? undefined
            : [...(hole > 0 ? [{ start: 0, end: hole }] : []), { start: hole + 1, end: bytes.length }];
        const config = new ConfigSpace(bytes, 0, bytes.length, bytes.length, ranges);
        return new PciFunction(
          Math.floor(key / 0x10000),
          key % 0x10000,
          config,
          { kind: 'binary', file: 'x' },
          { text: 'A\x1b[1m\nb' },
        );
      });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fnOf, { selector: (fn) => fn.key, minLength: 1, maxLength: 4 }),
        async (functions) => {
          let text = '';
          for await (const part of hexdump.write(functions)) text += part;
          const back = read(text, 'hexdump').functions;
          expect(back.map((fn) => [fn.address, fn.config.knownRanges, fn.surroundings.text])).toEqual(
            functions.map((fn) => [fn.address, fn.config.knownRanges, 'A [1m b']),
          );
          for (const [n, fn] of functions.entries()) {
            for (const { start, end } of fn.config.knownRanges) {
              expect(back[n]?.config.slice(start, end)).toEqual(fn.config.slice(start, end));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
