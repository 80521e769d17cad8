import { Chalk } from 'chalk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff } from '../../src/compare/diff.ts';
import { encode } from '../../src/decode/encode.ts';
import { diffMarkdown } from '../../src/output/diff/markdown.ts';
import { diffSideBySide } from '../../src/output/diff/side-by-side.ts';
import { diffText } from '../../src/output/diff/text.ts';
import { diffUnified } from '../../src/output/diff/unified.ts';
import { diffJson } from '../../src/output/records/diff.ts';
import { shownIn } from '../../src/output/text/ascii.ts';
import { at, sample, systemOf, systemOfBytes } from './systems.ts';

const styleOf = (width: number) => ({ chalk: new Chalk({ level: 0 }), width, unicode: true });

const layouts = { diffText, diffSideBySide, diffUnified };

test('every change is in every output', async () => {
  const difference = diff(await sample('l1-host'), await sample('dead-slot'), { all: true });
  const fields = difference.pairs.flatMap(({ changes }) => changes.map(({ field }) => field));
  expect(fields.length).toBe(25);
  const outputs = [
    ...Object.values(layouts).map((write) =>
      [...write(difference, { style: styleOf(80), all: true })].join(''),
    ),
    [...diffMarkdown(difference, true)].join(''),
    diffJson(difference),
  ];
  for (const output of outputs) for (const field of fields) expect(output).toContain(field);
});

test('JSON has what the contract names', async () => {
  const difference = diff(await sample('l1-host'), await sample('dead-slot'));
  const document = JSON.parse(diffJson(difference));
  expect(document.schema_version).toBe(1);
  for (const change of document.changes) {
    expect(['added', 'removed', 'changed']).toContain(change.kind);
    expect(Object.keys(change)).toEqual(
      expect.arrayContaining(['function', 'kind', 'field', 'before', 'after']),
    );
    if (change.before === null || change.after === null) expect(change.reason).toEqual(expect.any(String));
  }
  expect(document.summary.changes).toBe(document.changes.length);
});

test('lines fit', async () => {
  const pairs = [
    diff(await sample('l1-host'), await sample('dead-slot'), { all: true }),
    diff(await sample('l1-host'), await sample('detached-q35'), {
      before: at('02:00.1'),
      after: at('00:05.0'),
    }),
    diff(await sample('nvme-4vf'), await sample('l1-host'), { match: 'identity' }),
  ];
  for (const difference of pairs) {
    for (const width of [80, 100, 120]) {
      for (const write of [diffText, diffSideBySide]) {
        const lines = [...write(difference, { style: styleOf(width), all: false })].join('').split('\n');
        expect(lines.filter((line) => line.length > width && !/^(---|\+\+\+) /.test(line))).toEqual([]);
      }
    }
  }
});

test('without Unicode everything is ASCII', async () => {
  const difference = diff(await sample('igb-novf'), await sample('igb-7vf'));
  const style = { ...styleOf(80), unicode: false };
  for (const write of [diffText, diffSideBySide]) {
    const shown = [...shownIn(style, write(difference, { style, all: false }))].join('');
    expect(shown).toMatch(/^[\n\x20-\x7e]*$/);
    expect(shown, 'nothing is left that has no spelling').not.toContain('\\u{');
  }
});

test('long lists of bytes are cut, unless all are asked for', async () => {
  const fields = { 'header.vendor_id': 0x8086 };
  const difference = diff(
    await systemOf({ fields }),
    await systemOf({ fields, bytes: { 1024: new Array(400).fill(7) } }),
  );
  const text = (all: boolean): string => [...diffText(difference, { style: styleOf(80), all })].join('');
  expect(text(false)).toContain('88 more places differ, to 0x58c (--all shows them)');
  expect(text(true).match(/0x4|0x5/g)?.length).toBeGreaterThan(99);
});

const base = encode({ 'sriov.num_vfs': 2 }, { capabilities: ['pm', 'msi', 'pcie', 'aer', 'sriov'] });

test('whatever the bytes are, no output has control characters, and JSON can be read', () => {
  const edit = fc.record({ offset: fc.nat(4095), value: fc.nat(255) });
  const allowed = /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$/;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 60 }), fc.integer({ min: 40, max: 4096 }), (edits, size) => {
      const bytes = Uint8Array.from(base);
      for (const { offset, value } of edits) bytes[offset] = value;
      const difference = diff(systemOfBytes(base), systemOfBytes(bytes.subarray(0, size)));
      for (const write of Object.values(layouts)) {
        expect([...write(difference, { style: styleOf(80), all: false })].join('')).toMatch(allowed);
      }
      expect([...diffMarkdown(difference, false)].join('')).toMatch(allowed);
      JSON.parse(diffJson(difference));
    }),
    { numRuns: 100 },
  );
});
