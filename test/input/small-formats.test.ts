import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexdumpLines } from '../../src/input/hexdump-lines.ts';
import { readBytes } from '../../src/input/read.ts';
import { umockdevRecords } from '../../src/input/umockdev-records.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const header = Uint8Array.from({ length: 250 }, (_, n) => (n === 0x0e ? 0 : (n * 13 + 0x86) & 0xff));
const functionOf = (config: ConfigSpace): PciFunction =>
  new PciFunction(0, 0x100, config, { kind: 'binary', file: 'x' });
const read = (name: string, content: string | Uint8Array): Snapshot => readBytes(name, Buffer.from(content));
const codes = ({ diagnostics }: Snapshot): string[] => diagnostics.map(({ code }) => code);

describe('hexdump', () => {
  const text = [...hexdumpLines([functionOf(ConfigSpace.of(header))])].join('');

  test('is what hexdump -C prints', ({ skip }) => {
    let printed: string;
    try {
      printed = execFileSync('hexdump', ['-Cv'], { input: header, encoding: 'latin1' });
    } catch {
      return skip('hexdump is not installed');
    }
    expect(text).toBe(printed);
  });

  test('a star stands for rows like the one before', () => {
    const rows = [
      `00000000  86 80 c9 10 00 00 00 00  00 00 00 00 00 00 00 00  |................|`,
      `00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 07  |................|`,
      '*',
      '00000040',
    ];
    const { functions, diagnostics } = read('0000_01_00.0.txt', rows.join('\n'));
    expect(diagnostics).toEqual([]);
    expect(functions.map((fn) => [fn.address, fn.config.end, fn.config.u8(0x3f)])).toEqual([
      ['0000:01:00.0', 64, 7],
    ]);
  });

  test('every byte knows its place', () => {
    const [fn] = read('01-00.0.txt', text).functions;
    const lines = text.split('\n');
    for (const offset of [0, 7, 8, 15, 0x9a]) {
      const { line = 0, column = 0 } = fn?.positionOf(offset) ?? {};
      expect(parseInt(lines[line - 1]?.slice(column - 1, column + 1) ?? '', 16)).toBe(header[offset]);
    }
  });

  test('what is odd is said', () => {
    expect(codes(read('x.txt', text))).toEqual(['hexdump/no-address']);
    const [first = '', second = ''] = text.split('\n');
    const odd = [first, 'what is this', second, first].join('\n');
    const snapshot = read('01-00.0.txt', odd);
    expect(codes(snapshot)).toEqual(['hexdump/unknown-line', 'hexdump/row-order']);
    expect(snapshot.functions[0]?.config.end).toBe(32);
    const far = read('01-00.0.txt', `${first}\n00001000${second.slice(8)}\n`);
    expect(codes(far)).toEqual(['hexdump/offset-too-large']);
  });
});

describe('raw', () => {
  const config = new Uint8Array(256);
  config.set([0x86, 0x80, 0xc9, 0x10, 0x07, 0x05, 0x10]);

  test.each([
    ['0000:3b:00.1', '0000:3b:00.1'],
    ['0001_3b_00.1.bin', '0001:3b:00.1'],
    ['dumps/0000:01:10.0/config', '0000:01:10.0'],
    ['dumps/01-10-0.pci', '0000:01:10.0'],
    ['10000_e1_00.0.config', '10000:e1:00.0'],
  ])('%s', (name, address) => {
    const snapshot = read(name, config);
    expect([snapshot.inputFormat, snapshot.functions[0]?.address]).toEqual(['raw', address]);
    expect(codes(snapshot)).toEqual([]);
  });

  test('without an address in its name', () => {
    expect(codes(read('config.bin', config))).toEqual(['raw/no-address']);
  });

  test.each([
    ['of another size', config.subarray(0, 250)],
    ['a text of 256 characters', Buffer.from('lorem ip'.repeat(32))],
    ['zeros', new Uint8Array(256)],
    ['a header layout that there is not', Uint8Array.from(config, (byte, n) => (n === 0x0e ? 0x55 : byte))],
  ])('%s is not taken for one', (_what, bytes) => {
    expect(read('0000:01:00.0', bytes).inputFormat).toBe('unknown');
  });

  test('by name, of any size; too long is said', () => {
    expect(readBytes('01-00.0', config.subarray(0, 250), 'raw').functions[0]?.config.end).toBe(250);
    expect(codes(readBytes('01-00.0', new Uint8Array(5000).fill(1), 'raw'))).toEqual(['raw/too-long']);
  });
});

describe('umockdev', () => {
  const record = [
    'P: /devices/pci0000:00/0000:00:02.0/0000:01:10.0',
    'E: SUBSYSTEM=pci',
    'A: vendor=0x8086\\n',
    'A: resource=0x1 0x2\\n0x3 0x4\\n',
    'H: config=FFFFFFFF06041000',
    'L: physfn=../0000:01:00.0',
    'L: driver=../../../../bus/pci/drivers/igbvf',
  ];

  test('attributes, links, bytes and their places', () => {
    const text = `# comment\n${record.join('\n')}\n\nP: /devices/pci0000:00/0000:00:02.0/0000:01:10.0/net/eth0\nA: address=52:54:00:12:34:56\\n\n`;
    const { functions, inputFormat, diagnostics } = read('x', text);
    expect([inputFormat, diagnostics]).toEqual(['umockdev', []]);
    const [fn, ...others] = functions;
    expect(others).toEqual([]);
    expect([fn?.address, fn?.config.end, fn?.config.u16(4)]).toEqual(['0000:01:10.0', 8, 0x0406]);
    expect([fn?.attribute('vendor'), fn?.attribute('resource')]).toEqual(['0x8086', '0x1 0x2\n0x3 0x4']);
    expect([fn?.link('physfn'), fn?.link('driver')]).toEqual(['0000:01:00.0', 'igbvf']);
    expect(fn?.positionOf(4)).toEqual({ file: 'x', line: 6, column: 19 });
  });

  test('what is written', () => {
    const [fn] = read('x', record.join('\n')).functions;
    const lines = [...umockdevRecords(fn ? [fn] : [], ['vendor', 'resource'])].join('').split('\n');
    expect(lines).toEqual([
      'P: /devices/pci0000:01/0000:01:10.0',
      'E: PCI_SLOT_NAME=0000:01:10.0',
      'E: SUBSYSTEM=pci',
      'A: vendor=0x8086\\n',
      'A: resource=0x1 0x2\\n0x3 0x4\\n',
      'H: config=FFFFFFFF06041000',
      'L: physfn=../0000:01:00.0',
      'L: driver=../../../bus/pci/drivers/igbvf',
      '',
      '',
    ]);
  });

  test('what is odd is said, and the rest is read', () => {
    const odd = [...record.slice(0, 4), 'H: config=86800G00', 'what', '', ...record];
    const snapshot = read('x', odd.join('\n'));
    expect(codes(snapshot)).toEqual([
      'umockdev/bad-byte',
      'umockdev/unknown-line',
      'umockdev/duplicate-function',
    ]);
    expect(snapshot.functions.map(({ config }) => config.end)).toEqual([2, 8]);
    expect(snapshot.diagnostics[0]?.at).toEqual({ file: 'x', line: 5, column: 15 });
  });
});

describe('anything at all is read without a throw, and what is known lies in 0 to FFFh', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      'P: /devices/pci0000:00/0000:00:02.0',
      'H: config=',
      'A: vendor=',
      'L: virtfn0=',
      'E: A=B',
      '*',
    ),
    fc.constantFrom('00000000  86 80 c9 10  |....|', '00000ff0  00 01', 'ffffffff', '00001000', '00000020'),
    fc.constantFrom('\n', '\r\n', '\\', '\\n', '\\777', '\0', ' ', '|'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.stringMatching(/^[0-9A-Fa-f ]{0,40}$/),
  );
  const anything = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
    fc.array(pieces, { maxLength: 40 }).map((parts) => Buffer.from(parts.join('\n'))),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  test.each(['umockdev', 'hexdump', 'raw', 'json', undefined])('%s', (from) => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const { functions } = readBytes('0000_01_00.0.txt', bytes, from);
        for (const { config } of functions) {
          const ends = config.knownRanges.flatMap(({ start, end }) => [start, end]);
          expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
          expect(config.end).toBeLessThanOrEqual(4096);
        }
      }),
      { numRuns: 500 },
    );
  });
});
