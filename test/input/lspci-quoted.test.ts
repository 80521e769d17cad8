import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitDumps } from '../../src/input/segment.ts';
import { textSnapshots } from '../../src/input/text.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const dump = readFileSync(join(import.meta.dirname, '../../samples/igb-7vf/lspci-xxxx.txt'), 'utf8');
const lines = dump.trimEnd().split('\n');
const isRow = (line: string): boolean => /^[0-9a-f]{2,3}: /.test(line);

const facts = (snapshot: Snapshot) =>
  snapshot.functions.map((fn) => [
    fn.address,
    fn.surroundings.text,
    fn.config.knownRanges,
    Buffer.from(fn.config.slice(0, fn.config.end)).toString('hex'),
  ]);
const read = (text: string, from?: string): Snapshot =>
  textSnapshots('dump.txt', Buffer.from(text), from).flatMap(splitDumps)[0] as Snapshot;
const original = facts(read(dump));

const stamp = (n: number): string => {
  const two = (value: number): string => String(value % 60).padStart(2, '0');
  return `2023-10-12 09:${two(n / 60)}:${two(n)}`;
};

describe('a dump that other programs changed reads as it was', () => {
  test.each<[string, (line: string, n: number) => string]>([
    ['quoted in a mail', (line) => `> ${line}`.trimEnd()],
    ['quoted twice', (line) => `> > ${line}`],
    ['quoted twice, indented, with CR LF and timestamps', (line, n) => `    > > ${stamp(n)} ${line}\r`],
    ['logged by syslog', (line, n) => `Oct 12 09:10:${n % 50} some-host dump[4711]: ${line}`],
    ['logged by the kernel', (line, n) => `[${String(n).padStart(5)}.${n}] ${line}`],
    ['coloured', (line) => `\u001b[32m${line}\u001b[0m`],
    [
      'from a web page',
      (line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(' ', '\u00a0'),
    ],
    ['with entities', (line) => `&gt;&nbsp;${line.replaceAll(' ', '&nbsp;')}`],
  ])('%s', (_title, change) => {
    const snapshot = read(lines.map(change).join('\n'));
    expect(snapshot.inputFormat).toBe('lspci');
    expect(facts(snapshot)).toEqual(original);
    expect(snapshot.diagnostics).toEqual(
      read(dump).diagnostics.map((one) => ({ ...one, at: expect.anything() })),
    );
  });

  test.each<[string, (line: string) => string]>([
    ['with a column of characters', (line) => (isRow(line) ? `${line}  |ab 12 ..de|` : line)],
    ['with tabs', (line) => (isRow(line) ? line.replaceAll(' ', '\t') : line)],
    ['indented', (line) => `   ${line}`],
    [
      'with rows wrapped after 8 bytes',
      (line) => (isRow(line) ? line.replace(/^((?:\S+ ){8}\S+) /, '$1\n') : line),
    ],
    ['wrapped and indented', (line) => (isRow(line) ? line.replace(/^((?:\S+ ){8}\S+) /, '$1\n  ') : line)],
  ])('%s', (_title, change) => {
    const snapshot = read(`${lines.map(change).join('\n')}\n`);
    expect(snapshot.inputFormat).toBe('lspci');
    expect(facts(snapshot)).toEqual(original);
    expect(snapshot.diagnostics).toEqual(
      read(dump).diagnostics.map((one) => ({ ...one, at: expect.anything() })),
    );
  });

  test('a wrapped row behind quote marks', () => {
    const wrapped = lines.map((line) => (isRow(line) ? line.replace(/^((?:\S+ ){8}\S+) /, '$1\n> ') : line));
    expect(facts(read(wrapped.map((line) => `> ${line}`).join('\n')))).toEqual(original);
  });
});

test('every byte is where it was written', () => {
  const changed = lines.map((line, n) =>
    n % 3 === 0
      ? `\u001b[1m> ${line.replace(' ', '&nbsp;')}`
      : `> ${n % 3 === 1 ? line : `\u001b[0m${line}`}`,
  );
  const { functions } = read(changed.join('\n'));
  expect(functions.length).toBe(original.length);
  for (const fn of functions.slice(0, 4)) {
    for (let offset = 0; offset < fn.config.end; offset += 7) {
      const { line = 0, column = 0 } = fn.positionOf(offset);
      const written = Buffer.from(changed[line - 1] ?? '', 'utf8')
        .toString('latin1')
        .slice(column - 1, column + 1);
      expect([offset, written]).toEqual([offset, fn.config.u8(offset).toString(16).padStart(2, '0')]);
    }
  }
});

test('a bad byte behind a prefix is where it stands', () => {
  const text = [
    '> 01:00.0 Function',
    '> 00: 86 80 00 00 00 00 00 00 00 00 00 00 00 00 00 00',
    '> 10: 00 zz 00',
  ].join('\n');
  const [diagnostic] = read(text).diagnostics;
  expect([diagnostic?.code, diagnostic?.at?.line, diagnostic?.at?.column]).toEqual(['lspci/bad-byte', 3, 10]);
});

test('what a person wrote around a quote is no part of the dump', () => {
  const text = `Dear all,\n\nhere it is:\n${lines.map((line) => `> ${line}`).join('\n')}\nRegards\n`;
  const { diagnostics, remarks = [] } = read(text);
  expect(diagnostics).toEqual([]);
  expect(remarks[0]).toMatchObject({ code: 'input/unwrapped', at: { line: 4, column: 3 } });
});

test('any prefix, any text: no throw, and the places are in the file', () => {
  const pieces = fc.constantFrom(
    '> ',
    '| ',
    '\u001b[1m',
    '&nbsp;',
    '\u00a0',
    '00: ',
    '01:00.0 x',
    'ab cd ',
    '\t',
    '\n',
    '\r\n',
    '[1] ',
    '&gt;',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 80 }), (parts) => {
      const text = parts.join('');
      const { diagnostics } = read(text, 'lspci-quoted');
      const count = text.split('\n').length;
      for (const { at } of diagnostics)
        if (at?.line !== undefined) expect(at.line).toBeLessThanOrEqual(count);
    }),
    { numRuns: 300 },
  );
});

test.each(['utf-16le', 'utf-16be'])('text in %s reads as in UTF-8', (encoding) => {
  const bytes = Buffer.from(`\ufeff${dump}`, 'utf16le');
  if (encoding === 'utf-16be') bytes.swap16();
  const snapshot = textSnapshots('dump.txt', bytes).flatMap(splitDumps)[0] as Snapshot;
  expect(facts(snapshot)).toEqual(original);
  expect(snapshot.remarks?.map(({ code }) => code)).toContain('input/utf-16');
});
