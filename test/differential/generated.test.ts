import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Row } from '../../src/input/formats/lspci/words/language.ts';
import { hexDump } from '../../src/input/formats/lspci/write.ts';
import { compareDump, Tally } from './compare.ts';
import { tables } from './fields.ts';
import { generated, generatedHeaders } from './generated.ts';
import { knownDifferences } from './known-differences.ts';
import { decodeWithLspci, skip } from './lspci.ts';
import { shapes } from './shapes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lsvf-differential-'));
const perShape = Number(process.env['DIFFERENTIAL_CASES'] ?? 200);
const totals = { functions: 0, fields: 0 };
const met = new Set<Row>();
const occurred = new Set<number>();
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  console.log(`compared with lspci: ${totals.functions} functions, ${totals.fields} fields`);
});

describe.skipIf(skip)('generated capabilities read as lspci reads them', () => {
  test.each(
    shapes.map((shape) => {
      const { name, type = 0, version = 2 } = shape;
      return [`${name}, type ${type}, version ${version}`, shape] as const;
    }),
  )('%s', (_title, shape) => {
    const cases = Math.min(shape.cases ?? perShape, perShape);
    const functions = generated(shape, cases);
    const text = functions.flatMap((fn) => [...hexDump(fn)]).join('');
    const file = join(scratch, 'generated.txt');
    writeFileSync(file, text);
    const tally = new Tally();
    compareDump(Buffer.from(text), decodeWithLspci(file), tally);
    totals.functions += tally.functions;
    totals.fields += tally.fields;
    for (const row of tally.met) met.add(row);
    for (const known of tally.known.keys()) occurred.add(known);
    expect(tally.report()).toBe('');
    expect(tally.functions).toBe(cases);
    expect(tally.fields).toBeGreaterThan(cases * 20);
  });

  test.each([0, 1, 2])('headers of type %i', (layout) => {
    const functions = generatedHeaders(layout, perShape);
    const text = functions.flatMap((fn) => [...hexDump(fn)]).join('');
    const file = join(scratch, 'headers.txt');
    writeFileSync(file, text);
    const tally = new Tally();
    compareDump(Buffer.from(text), decodeWithLspci(file), tally);
    totals.functions += tally.functions;
    totals.fields += tally.fields;
    for (const row of tally.met) met.add(row);
    for (const known of tally.known.keys()) occurred.add(known);
    expect(tally.report()).toBe('');
    expect(tally.fields).toBeGreaterThan(perShape * 20);
  });

  test('every row of a capability met words of lspci', () => {
    const rows = tables
      .slice(1)
      .flatMap(({ capabilities, rows }) => rows.map((row) => ({ capabilities, row })));
    const unmet = rows.filter(({ row }) => !met.has(row));
    expect(unmet.map(({ capabilities, row }) => `${capabilities[0]} ${row.line}: ${row.words}`)).toEqual([]);
  });

  test('every known difference of a capability occurred', () => {
    const absent = knownDifferences.filter(
      ({ where }, n) => !where.source.startsWith('^header') && !occurred.has(n),
    );
    expect(absent.map(({ where }) => where)).toEqual([]);
  });
});
