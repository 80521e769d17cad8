import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBytes } from '../../src/input/read.ts';
import { umockdevRecords } from '../../src/input/umockdev-records.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const read = (name: string, content: string | Uint8Array): Snapshot => readBytes(name, Buffer.from(content));
const codes = ({ diagnostics }: Snapshot): string[] => diagnostics.map(({ code }) => code);

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
    const lines = [...umockdevRecords(fn ? [fn] : [], ['vendor', 'resource'], () => undefined)]
      .join('')
      .split('\n');
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
