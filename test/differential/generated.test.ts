import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hexDump } from '../../src/output/hex.ts';
import { compareDump, Tally } from './compare.ts';
import { generated } from './generated.ts';
import { decodeWithLspci, skip } from './lspci.ts';
import { shapes } from './shapes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lsvf-differential-'));
const perShape = Number(process.env['DIFFERENTIAL_CASES'] ?? 200);
const totals = { functions: 0, fields: 0 };
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
    expect(tally.report()).toBe('');
    expect(tally.functions).toBe(cases);
    expect(tally.fields).toBeGreaterThan(cases * 20);
  });
});
