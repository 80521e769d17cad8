import { expect, test } from 'vitest';
import { readBytes, splitDumps } from '../../src/input/read.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const zeros = ' 00'.repeat(16);
const row = (offset: number, text = zeros): string => `${offset.toString(16).padStart(2, '0')}:${text}\n`;
const rows = (first: string): string => row(0, ` ${first}${' 00'.repeat(12)}`) + row(16) + row(32) + row(48);
const other = '00:1f.0 ISA bridge: Y\n';
const read = (text: string): Snapshot => {
  const [snapshot, ...more] = splitDumps(readBytes('dump.txt', new TextEncoder().encode(text)));
  expect(more).toEqual([]);
  return snapshot as Snapshot;
};
const codes = (snapshot: Snapshot): string[] =>
  snapshot.diagnostics.map(({ code, at }) => `${at?.line} ${code}`);

test('a name from one copy, bytes from another, in either order', () => {
  const named = '01:00.0 Ethernet controller [0200]: Intel X [8086:1572]\n';
  const bytes = `01:00.0 Class 0200: Device 8086:1572\n${rows('86 80 72 15')}`;
  for (const text of [`${other}${named}${bytes}`, `${bytes}${named}${other}`]) {
    const snapshot = read(text);
    const fn = snapshot.functions.find(({ address }) => address === '0000:01:00.0');
    expect(snapshot.functions).toHaveLength(2);
    expect(fn?.surroundings.text).toBe('Ethernet controller [0200]: Intel X [8086:1572]');
    expect(fn?.config.knownBytes).toBe(64);
    expect(snapshot.diagnostics).toEqual([]);
  }
});

test('the same bytes twice: a remark, and nothing else', () => {
  const copy = `01:00.0 X: Y\n${rows('86 80 72 15')}`;
  const snapshot = read(`${copy}${copy}${other}`);
  expect(snapshot.functions).toHaveLength(2);
  expect(snapshot.diagnostics).toEqual([]);
  expect(snapshot.remarks?.map(({ code, at }) => `${at?.line} ${code}`)).toContain(
    '6 lspci/repeated-function',
  );
});

test('copies that contradict each other: the one with more bytes, which is said', () => {
  const short = `01:00.0 X: Y\n${row(0, ' 86 80 73 15')}`;
  const long = `01:00.0 X: Z\n${rows('86 80 72 15')}`;
  const later = read(`${short}${long}${other}`);
  expect(later.functions[0]?.config.u16(2)).toBe(0x1572);
  expect(later.functions[0]?.surroundings.text).toBe('X: Z');
  expect(later.diagnostics.at(-1)).toMatchObject({
    code: 'lspci/duplicate-function',
    message: 'this Function comes twice, and byte 02h is 72h here, 73h before; the one with 64 bytes is used',
    at: { line: 3 },
    related: [{ at: { line: 1 } }],
  });
  const earlier = read(`${long}${short}${other}`);
  expect(earlier.functions[0]?.config.u16(2)).toBe(0x1572);
  expect(earlier.diagnostics.at(-1)?.message).toBe(
    'this Function comes twice, and byte 02h is 73h here, 72h before; the one with 64 bytes is used',
  );
});

test('lines that name two devices contradict each other', () => {
  const list = '01:00.0 0200: 8086:1572\n01:00.0 0200: 15b3:1017\n00:1f.0 0601: 8086:2918\n';
  const snapshot = read(list);
  expect(snapshot.functions.map((fn) => fn.surroundings.text)).toEqual([
    '0200: 8086:1572',
    '0601: 8086:2918',
  ]);
  expect(snapshot.diagnostics[0]?.message).toBe(
    'this Function comes twice, and its line says 15b3:1017 here, 8086:1572 before; the first one is used',
  );
});

test('parts of the bytes in several copies are put together, each where it was written', () => {
  const parts = `01:00.0 X: Y\n${rows('86 80 72 15')}01:00.0 X: Y\n${row(0x40, ' 01 02')}${other}`;
  const snapshot = read(parts);
  const [fn] = snapshot.functions;
  expect(fn?.config.knownBytes).toBe(66);
  expect(fn?.positionOf(0x41)).toEqual({ file: 'dump.txt', line: 7, column: 8 });
  expect(fn?.positionOf(0x21)).toEqual({ file: 'dump.txt', line: 4, column: 8 });
  expect(codes(snapshot)).not.toContain('6 lspci/duplicate-function');
});
