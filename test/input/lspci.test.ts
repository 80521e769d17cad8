import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyWord } from '../../src/input/formats/lspci/every-word.ts';
import { parseDescription } from '../../src/input/formats/lspci/line.ts';
import { LspciParser } from '../../src/input/formats/lspci/parser.ts';
import { WordsKnown } from '../../src/input/formats/lspci/words-known.ts';
import { readBytes } from '../../src/input/read.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const encoder = new TextEncoder();
const read = (text: string): Snapshot => readBytes('dump.txt', encoder.encode(text));
const row = (offset: number, text = `${' 00'.repeat(16)}`): string =>
  `${offset.toString(16).padStart(2, '0')}:${text}\n`;
const header = '00:00.0 Host bridge: Example\n';
const full = (count: number): string => Array.from({ length: count }, (_, n) => row(n * 16)).join('');

/** `line:column severity code` of every diagnostic. */
const remarked = (snapshot: Snapshot): string[] =>
  (snapshot.remarks ?? []).map(({ code, at }) => `${at?.line}:${at?.column} ${code}`);
const said = (snapshot: Snapshot): string[] =>
  snapshot.diagnostics.map(
    ({ at, severity, code }) => `${at?.line ?? '-'}:${at?.column ?? '-'} ${severity} ${code}`,
  );

describe('what lspci prints', () => {
  test.each([
    ['00:1f.3', '0000:00:1f.3'],
    ['0000:00:1f.3', '0000:00:1f.3'],
    ['ABCD:EF:01.7', 'abcd:ef:01.7'],
    ['10001:80:05.0', '10001:80:05.0'],
    ['deadbeef:01:00.0', 'deadbeef:01:00.0'],
  ])('address %s', (written, address) => {
    const snapshot = read(`${written} Class: Name\n${full(4)}`);
    expect(snapshot.functions.map((fn) => fn.address)).toEqual([address]);
    expect(snapshot.diagnostics).toEqual([]);
  });

  test('upper case, CRLF and a missing last newline are the same as their plain forms', () => {
    const plain = `${header}${row(0, ' 86 80 ab cd ef 01 00 00 00 00 00 06 00 00 00 00')}${row(16)}${row(32)}${row(48)}`;
    const bytesOf = (text: string): number[] => [...(read(text).functions[0]?.config.slice(0, 64) ?? [])];
    const expected = bytesOf(plain);
    expect(expected.slice(0, 6)).toEqual([0x86, 0x80, 0xab, 0xcd, 0xef, 0x01]);
    for (const variant of [
      plain.replace(/(?<=^.*:.*)[a-f]/gm, (c) => c),
      plain.replaceAll('\n', '\r\n'),
      plain.trimEnd(),
    ]) {
      expect(bytesOf(variant)).toEqual(expected);
      expect(said(read(variant))).toEqual([]);
    }
    const upper = plain.replace('ab cd ef', 'AB CD EF');
    expect(bytesOf(upper)).toEqual(expected);
  });

  test('text of -vvv between header line and rows is no row, and is kept where it tells something', () => {
    const text = `${header}\tSubsystem: X\n\tRegion 0: Memory at fe000000 (64-bit) [virtual] [size=16K]\n\tKernel driver in use: igbvf\n${full(4)}\n`;
    const [fn] = read(text).functions;
    expect(fn?.stated.driver).toEqual({
      value: 'igbvf',
      by: 'lspci',
      at: { file: 'dump.txt', line: 4, column: 24 },
    });
    expect(fn?.stated.regions).toMatchObject([{ index: 0, address: 0xfe000000n, size: 0x4000n }]);
    expect(fn?.positionOf(0x10)).toEqual({ file: 'dump.txt', line: 6, column: 5 });
    expect(fn?.positionOf(0x1f)).toEqual({ file: 'dump.txt', line: 6, column: 50 });
  });

  test('what -vvv says of lists, links and SR-IOV is kept, and of whose it is', () => {
    const text = [
      '\tCapabilities: [40] Power Management version 3',
      '\tCapabilities: [a0] Express (v2) Endpoint, MSI 00',
      '\t\tLnkSta:\tSpeed 8GT/s, Width x4 (downgraded)',
      '\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)',
      '\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy+',
      '\t\tInitial VFs: 8, Total VFs: 8, Number of VFs: 7, Function Dependency Link: 00',
      '\t\tVF offset: 128, stride: 2, Device ID: 10ca',
      '\t\tRegion 0: Memory at 00000000fea00000 (64-bit, prefetchable)',
    ].join('\n');
    const [fn, next] = read(`${header}${text}\n${full(4)}\n00:01.0 Other: Example\n${full(4)}`).functions;
    expect(fn?.stated.capabilities?.map(({ name, offset }) => [name, offset])).toEqual([
      ['pm', 0x40],
      ['pcie', 0xa0],
      ['sriov', 0x160],
    ]);
    const value = (path: string) => fn?.stated.fields.get(path)?.value;
    expect(value('pcie.link_status.negotiated_link_width')).toBe(4);
    expect(['enable', 'memory_space_enable'].map((name) => value(`sriov.control.vf_${name}`))).toEqual([
      1, 1,
    ]);
    expect([value('sriov.num_vfs'), value('sriov.first_vf_offset'), value('sriov.vf_device_id')]).toEqual([
      7, 128, 0x10ca,
    ]);
    expect(fn?.stated.fields.get('sriov.num_vfs')?.at?.line).toBe(7);
    expect(next?.stated.capabilities).toBeUndefined();
    // Without the right to read them, lspci states no offset.
    const denied = read(`${header}\tCapabilities: <access denied>\n\tCapabilities: [zz]\n${full(4)}`);
    expect(denied.functions[0]?.stated.capabilities).toBeUndefined();
  });

  test('rows past FFh have their bytes one column on', () => {
    const [fn] = read(`${header}${full(256)}`).functions;
    expect(fn?.config.knownBytes).toBe(4096);
    expect(fn?.positionOf(0x100)).toEqual({ file: 'dump.txt', line: 18, column: 6 });
  });

  test.each([
    ['-P', '00:02.0/00.0'],
    ['-P -D', '0001:00:02.0/1c.1/00.0'],
  ])('%s does not say the bus of what is behind a bridge', (_option, path) => {
    const snapshot = read(`${header}${full(4)}\n${path} X: Y\n${full(4)}\n`);
    expect(snapshot.functions.map((fn) => fn.address)).toEqual(['0000:00:00.0']);
    const column = path.length - 3;
    expect(said(snapshot)[0]).toBe(`7:${column} error lspci/bad-address`);
    expect(snapshot.diagnostics[0]?.message).toContain('-PP');
  });

  test.each([
    ['00:02.0/01:10.0', '0000:01:10.0'],
    ['0001:00:02.0/03:1c.1/04:00.7', '0001:04:00.7'],
  ])('-PP: %s', (path, address) => {
    const snapshot = read(`${path} X: Y\n${full(4)}\n`);
    expect(snapshot.functions.map((fn) => fn.address)).toEqual([address]);
    expect(snapshot.diagnostics).toEqual([]);
  });

  test('-mm -x', () => {
    const [fn] = read(`00:00.0 "Host bridge" "Intel" "X" -p00 "A" "B"\n${full(4)}\n`).functions;
    expect(fn?.surroundings.text).toBe('"Host bridge" "Intel" "X" -p00 "A" "B"');
    expect(fn?.config.knownBytes).toBe(64);
  });

  test.each(['Slot', 'Device'])('-vmm -x, a tag a line, address in %s', (tag) => {
    const record = [
      `${tag}:\t0000:01:10.0`,
      'Class:\tEthernet controller [0200]',
      'Vendor:\tIntel Corporation [8086]',
      'Device:\tA "quoted" name [10ca]',
      'Rev:\t01',
      'ProgIf:\t00',
      'Driver:\tigbvf',
      'IOMMUGroup:\t17',
    ].join('\n');
    const snapshot = read(`${record}\n${full(16)}\n${record.replace('10.0', '10.2')}\n${full(16)}\n`);
    expect(snapshot.diagnostics).toEqual([]);
    expect(snapshot.functions.map((fn) => [fn.address, fn.config.knownBytes])).toEqual([
      ['0000:01:10.0', 256],
      ['0000:01:10.2', 256],
    ]);
    const [fn] = snapshot.functions;
    expect(fn?.surroundings.text).toBe(
      '"Ethernet controller [0200]" "Intel Corporation [8086]" "A \\"quoted\\" name [10ca]" -r01 -p00',
    );
    expect([fn?.stated.driver?.value, fn?.stated.iommuGroup?.value]).toEqual(['igbvf', 17]);
    expect(fn?.positionOf(0)).toEqual({ file: 'dump.txt', line: 9, column: 5 });
  });

  test.each(['  ', '    ', '\t', ' '])('indented by %j, as in a report', (indent) => {
    const text = `${header}\tKernel driver in use: x\n${full(4)}\n00:01.0 Y: Z\n${full(4)}`;
    const snapshot = read(`The dump:\n\n${text.replace(/^(?=.)/gm, indent)}`);
    expect(said(snapshot)).toEqual(['1:1 warning lspci/unknown-line']);
    expect(snapshot.functions.map((fn) => [fn.address, fn.config.knownBytes])).toEqual([
      ['0000:00:00.0', 64],
      ['0000:00:01.0', 64],
    ]);
    expect(snapshot.functions[0]?.positionOf(0x11)).toEqual({
      file: 'dump.txt',
      line: 6,
      column: 8 + indent.length,
    });
    expect(snapshot.remarks?.map((remark) => [remark.code, remark.at?.line])).toContainEqual([
      'lspci/indented',
      3,
    ]);
  });

  test('one function behind a byte order mark', () => {
    const snapshot = read(`\ufeff${header}${full(4)}`);
    expect(snapshot.functions.map((fn) => fn.address)).toEqual(['0000:00:00.0']);
    expect(snapshot.diagnostics).toEqual([]);
  });

  test('text of -v that begins with hex digits and a colon is no row', () => {
    const snapshot = read(`${header}\tfade: out\n\t\tbad: x\n\tadded: 12\n${full(4)}`);
    expect(snapshot.functions[0]?.config.knownBytes).toBe(64);
    expect(said(snapshot)).toEqual([]);
  });

  test('every way of cutting the stream into chunks gives the same', () => {
    const path = join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf', 'lspci-H1-xxx.txt');
    const bytes = Buffer.from(`\tlost text\r\n${readFileSync(path, 'latin1')}bad: zz`);
    const whole = new LspciParser('x', new WordsKnown(everyWord));
    whole.push(bytes, 0, bytes.length, true);
    whole.finish();
    const expected = JSON.stringify(snapshotOf(whole));
    for (let cut = 1; cut < 1200; cut++) {
      const parser = new LspciParser('x', new WordsKnown(everyWord));
      const taken = parser.push(bytes, 0, cut, false);
      const taken2 = parser.push(bytes, taken, Math.min(cut * 2, bytes.length), false);
      parser.push(bytes, taken2, bytes.length, true);
      parser.finish();
      expect(JSON.stringify(snapshotOf(parser)) === expected, `cut at ${cut}`).toBe(true);
    }
  });
});

const hasLspci = spawnSync('lspci', ['--version']).status === 0;

describe.skipIf(!hasLspci)("lspci's other forms hold the same", () => {
  const samples = join(import.meta.dirname, '..', '..', 'samples');
  const facts = (snapshot: Snapshot): unknown[] =>
    snapshot.functions.map((fn) => {
      const { vendorId, deviceId, revision } = parseDescription(fn.surroundings.text ?? '');
      return [fn.address, Buffer.from(fn.config.slice(0, fn.config.end)), vendorId, deviceId, revision ?? 0];
    });
  test.each(['-vmm', '-vm', '-mm', '-PP', '-PP -D', '-vvv', '-k -b'])('%s', (option) => {
    for (const name of ['multi-pf', 's390x-zpci', 'topology']) {
      const run = (options: string): Snapshot => {
        const file = join(samples, name, 'lspci-xxxx.txt');
        const args = ['-F', file, '-nn', '-xxxx', ...options.split(' ')];
        return readBytes(name, spawnSync('lspci', args, { maxBuffer: 64 << 20 }).stdout);
      };
      const snapshot = run(option);
      expect(facts(snapshot)).toEqual(facts(run('-D')));
      expect(snapshot.functions.length).toBeGreaterThan(3);
      expect(snapshot.diagnostics).toEqual([]);
    }
  });
});

function snapshotOf(parser: LspciParser): unknown {
  return [
    parser.functions.map((fn) => [fn.address, [...fn.config.slice(0, fn.config.end)], fn.origin]),
    parser.diagnostics.all(),
  ];
}

describe('what is wrong is said with its place, and the rest is read', () => {
  test('a byte that is none', () => {
    const snapshot = read(`${header}${row(0, ' 86 80 zz 00 00 00 00 00 00 00 00 00 00 00 00 00')}${row(16)}`);
    expect(said(snapshot)).toContain('2:11 error lspci/bad-byte');
    const [fn] = snapshot.functions;
    expect(fn?.config.u16(0)).toBe(0x8086);
    expect(fn?.config.u8(2)).toBe(-1);
    expect(fn?.config.u8(0x10)).toBe(0);
  });

  test('a row that ends early', () => {
    const snapshot = read(`${header}${full(3)}${row(48, ' 01 02 03')}`);
    expect(snapshot.functions[0]?.config.knownBytes).toBe(51);
    expect(said(snapshot)).toEqual(['1:1 warning lspci/short-header']);
  });

  test('rows before any function', () => {
    const snapshot = read(`${row(0)}${row(16)}${header}${full(4)}`);
    expect(said(snapshot)).toEqual(['1:1 error lspci/row-without-function']);
    expect(snapshot.diagnostics[0]?.message).toBe(
      'this row of bytes and 1 more after it are of no function before it; they were skipped',
    );
    expect(snapshot.functions).toHaveLength(1);
  });

  test('rows after other text are not those of a function without any', () => {
    const rows = full(4);
    const between = read(`${header}${rows}\n02:00.0 Ethernet controller: b\n\nsome words\n\n${rows}`);
    expect(between.functions.map(({ config }) => config.knownBytes)).toEqual([64, 0]);
    expect(said(between)).toContain('11:1 error lspci/row-without-function');
    // Messages of a console between the lines are not what the dump ends at, nor are empty lines.
    for (const text of [`${header}igb: up\n${rows}`, `${header}\n${rows.replaceAll('\n', '\n\n')}`])
      expect(read(text).functions.map(({ config }) => config.knownBytes)).toEqual([64]);
  });

  test('a gap is unknown, not FFh and not 00h', () => {
    const snapshot = read(`${header}${full(4)}${row(0x60)}`);
    const [fn] = snapshot.functions;
    expect(said(snapshot)).toContain('6:1 warning lspci/gap');
    expect([fn?.config.u8(0x3f), fn?.config.u8(0x40), fn?.config.u8(0x5f), fn?.config.u8(0x60)]).toEqual([
      0, -1, -1, 0,
    ]);
    expect(fn?.positionOf(0x60)).toEqual({ file: 'dump.txt', line: 6, column: 5 });
  });

  test('rows in another order leave nothing out', () => {
    const snapshot = read(`${header}${full(2)}${row(0x30)}${row(0x20)}${row(0x60)}`);
    expect(snapshot.functions[0]?.config.knownBytes).toBe(80);
    expect(said(snapshot)).toEqual([
      '5:1 warning lspci/row-order',
      '6:1 warning lspci/gap',
      '1:1 warning lspci/truncated',
    ]);
    expect(snapshot.diagnostics[1]?.message).toBe(
      'bytes 40h to 5Fh are missing; they are treated as unknown',
    );
  });

  test('one byte is missing', () => {
    const snapshot = read(`${header}${full(2)}${row(0x20, ' 00'.repeat(15))}${row(0x30)}`);
    expect(snapshot.diagnostics.find(({ code }) => code === 'lspci/gap')?.message).toBe(
      'byte 2Fh is missing; it is treated as unknown',
    );
  });

  test('carriage returns: what stands behind the last one of a line is shown', () => {
    const snapshot = read(`\x1b[?2004l\r${header}${full(4)}`.replaceAll('\n', '\r\r\n'));
    expect(snapshot.functions[0]?.config.knownBytes).toBe(64);
    expect(said(snapshot)).toEqual(['1:1 warning lspci/unknown-line']);
    expect(remarked(snapshot)).toContain('1:1 lspci/crlf');
    expect(read(`50%\r${header}${full(3)}x\r${row(0x30)}`).functions[0]?.positionOf(0x31)).toEqual({
      file: 'dump.txt',
      line: 5,
      column: 10,
    });
  });

  test('what lspci -F would lose', () => {
    expect(remarked(read(`\ufeff${header}${full(4)}`))).toEqual(['1:1 lspci/byte-order-mark']);
    const snapshot = read(`${header}${full(2)}\n${row(0x20)}${row(0x30)}`);
    expect(snapshot.functions[0]?.config.knownBytes).toBe(64);
    expect(said(snapshot)).toEqual([]);
    expect(remarked(snapshot)).toEqual(['5:1 lspci/empty-line-inside']);
  });

  test('offsets past FFFh', () => {
    const snapshot = read(`${header}${full(4)}1000: 00\nff8:${' 11'.repeat(16)}\n`);
    expect(said(snapshot).filter((text) => text.includes('offset'))).toEqual([
      '6:1 error lspci/offset-too-large',
      '7:30 error lspci/offset-too-large',
    ]);
    expect(snapshot.functions[0]?.config.u8(0xfff)).toBe(0x11);
  });

  test('device and function numbers that do not exist', () => {
    const snapshot = read(`00:20.0 X\n${full(1)}00:1f.8 X\n${full(1)}${header}${full(4)}`);
    expect(said(snapshot).filter((text) => text.includes('address'))).toEqual([
      '1:4 error lspci/bad-address',
      '3:4 error lspci/bad-address',
    ]);
    expect(snapshot.functions).toHaveLength(1);
  });

  test('row 00 again after an empty line: a lost header line', () => {
    const snapshot = read(
      `${header}${full(4)}\n${row(0, ` 11${' 22'.repeat(15)}`)}${header.replace('.0', '.1')}${full(4)}`,
    );
    expect(said(snapshot)).toEqual(['7:1 error lspci/row-without-function']);
    expect(snapshot.functions.map((fn) => fn.config.u8(0))).toEqual([0, 0]);
  });

  test('a repeated row: the first bytes count, and only a linter says that they are the same', () => {
    const snapshot = read(`${header}${full(4)}${row(0, ` 11${' 22'.repeat(15)}`)}`);
    expect(said(snapshot)).toEqual(['6:5 error lspci/conflicting-row']);
    expect(snapshot.functions[0]?.config.u8(0)).toBe(0);
    const same = read(`${header}${full(4)}${row(0)}`);
    expect([said(same), remarked(same)]).toEqual([[], ['6:1 lspci/repeated-row']]);
  });

  test('bytes with odd blanks between them are where they are', () => {
    const [fn] = read(`${header}${row(0, ` 86 80  00${' 00'.repeat(13)}`)}`).functions;
    expect([0, 1, 2, 15].map((offset) => fn?.positionOf(offset).column)).toEqual([5, 8, 12, 51]);
  });

  test('lines that are nothing', () => {
    const snapshot = read(`hello\n${header}${full(4)}no comment\n`);
    expect(said(snapshot)).toEqual(['1:1 warning lspci/unknown-line', '7:1 warning lspci/unknown-line']);
  });

  test('many of one kind are counted', () => {
    const snapshot = read(`${header}${'00: zz\n'.repeat(200)}${full(4)}`);
    expect(snapshot.diagnostics).toHaveLength(51);
    expect(snapshot.diagnostics.at(-1)?.message).toBe('150 more of the same kind, not listed');
  });

  test('lines next to each other that say nothing are one diagnostic', () => {
    const snapshot = read(`${'what\n'.repeat(200)}\n${header}${full(4)}what\n`);
    expect(snapshot.diagnostics.map(({ at, code, message }) => `${at?.line} ${code} ${message}`)).toEqual([
      "1 lspci/unknown-line this line and 199 more after it are neither a function's first line nor a row of bytes; they were skipped",
      "207 lspci/unknown-line this line is neither a function's first line nor a row of bytes; it was skipped",
    ]);
  });

  test('a line without end is skipped in bounded memory', () => {
    const parser = new LspciParser('x', new WordsKnown(everyWord));
    const chunk = Buffer.alloc(256 << 10, 0x61);
    expect(parser.push(chunk, 0, chunk.length, false)).toBe(chunk.length);
    const rest = Buffer.from(`aaa\n${header}${full(4)}`);
    parser.push(rest, 0, rest.length, true);
    parser.finish();
    expect(parser.functions).toHaveLength(1);
    expect(parser.diagnostics.all().map((d) => `${d.at?.line} ${d.code}`)).toEqual(['1 lspci/long-line']);
  });
});

describe('remarks, which only a linter says', () => {
  const remarks = (text: string): string[] =>
    (read(text).remarks ?? []).map(({ at, code }) => `${at?.line}:${at?.column} ${code}`);
  test.each([
    ['a regular dump', `${header}${full(4)}\n`, []],
    ['CRLF', `${header}${full(4)}`.replaceAll('\n', '\r\n'), ['1:1 lspci/crlf']],
    ['CRLF in rows only', `${header}${full(4).replaceAll('\n', '\r\n')}`, ['2:1 lspci/crlf']],
    ['no last newline', `${header}${full(4)}`.trimEnd(), ['5:1 lspci/no-last-newline']],
    ['a long line', `00:00.0 ${'x'.repeat(260)}\n${full(4)}`, ['1:1 lspci/line-too-long']],
    [
      'a domain here, none there',
      `${header}${full(4)}0001:00:00.0 X\n${full(4)}`,
      ['6:1 lspci/mixed-domains'],
    ],
    ['out of order', `00:02.0 X\n${full(4)}00:01.0 Y\n${full(4)}`, ['6:1 lspci/not-sorted']],
    ['no root', `${header}\tCapabilities: <access denied>\n${full(4)}`, ['2:16 lspci/access-denied']],
    [
      'bytes that cannot be read',
      `${header}WARNING: Cannot show hex-dump of the config space\n\n00:01.0 Y\n${full(4)}`,
      ['2:1 lspci/complaint'],
    ],
    ['an indented row', `${header} ${full(4)}`, ['2:1 lspci/indented']],
    ['a complaint', `${header}\tCapabilities: [40] <chain looped>\n${full(4)}`, ['2:21 lspci/complaint']],
    ['colours', `00:00.0 \u001b[1mX\n${full(4)}`, ['1:9 lspci/terminal-escapes']],
    ['a short row', `${header}00: 01 02\n02:${' 00'.repeat(62)}\n`, ['3:1 lspci/row-width']],
    ['an offset between rows', `${header}${full(1)}18:${' 00'.repeat(16)}\n`, ['3:1 lspci/unaligned-offset']],
  ])('%s', (_name, text, expected) => {
    expect(remarks(text)).toEqual(expected);
  });
});

test('bytes past the end of a row give way to the row whose offset they have', () => {
  const row = (offset: string, bytes: string): string =>
    `${offset}:${bytes}${' 00'.repeat(16 - bytes.length / 3)}`;
  const [first, second] = [row('00', ' 86 80'), row('10', ' 07')];
  for (const text of [`${first} 09 08\n${second}\n`, `${second}\n${first} 09 08\n`]) {
    const { functions, diagnostics } = read(`${header}${text}`);
    expect([0x10, 0x11].map((offset) => functions[0]?.config.u8(offset))).toEqual([7, 0]);
    expect(diagnostics.map(({ code }) => code)).toContain('lspci/conflicting-row');
  }
  const wide = read(`${header}${first} 09 08${' 00'.repeat(14)}\n20:${' 00'.repeat(32)}\n`).functions[0];
  expect([0x10, 0x11, 0x12, 0x3f].map((offset) => wide?.config.u8(offset))).toEqual([9, 8, 0, 0]);
});

describe('inputs that are no dump', () => {
  test.each([
    ['', 'input/empty'],
    ['hello\nworld\n', 'input/not-recognised'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:00\n', 'input/git-lfs'],
  ])('%j', (text, code) => {
    const snapshot = read(text);
    expect(snapshot.functions).toEqual([]);
    expect(snapshot.diagnostics.map((d) => d.code)).toEqual([code]);
  });
});
