import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hexDump } from '../../src/input/formats/lspci/write.ts';
import { readBytes } from '../../src/input/read.ts';
import { generated, generatedHeaders } from './generated.ts';
import { decodeWithLspci, skip } from './lspci.ts';
import { shapes } from './shapes.ts';
import { agreementOf } from './stated.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const dumps = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((path) => /lspci[^/]*xxxx\.txt$/.test(path) && !/^broken|nonroot/.test(path))
  .sort();
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-stated-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(skip)('what text states is what the bytes say', () => {
  test.each(dumps)('%s', (path) => {
    const file = join(samples, path);
    const { functions } = readBytes(path, readFileSync(file), 'lspci');
    const whole = agreementOf(decodeWithLspci(file), functions);
    expect(whole.contradictions).toEqual([]);
    expect(whole.functions).toBe(functions.length);
    // All that lspci prints, of every Function.
    expect(whole.fields / whole.functions).toBeGreaterThan(80);
    const brief = agreementOf(decodeWithLspci(file, '-v'), functions);
    expect(brief.contradictions).toEqual([]);
    expect(brief.fields / brief.functions).toBeGreaterThan(10);
  });

  const seen = new Set<string>();

  // Virtual Channel has ID 9 only beside Multi-Function Virtual Channel, which these Functions do not have.
  const legal = shapes.filter(({ name }) => name !== 'vc9');

  test.each(legal.map((shape, n) => [`${shape.name} (${n})`, shape] as const))('%s', (_, shape) => {
    const functions = generated(shape, Math.min(shape.cases ?? 40, 40));
    const file = join(scratch, 'generated.txt');
    writeFileSync(file, functions.flatMap((fn) => [...hexDump(fn)]).join(''));
    const { contradictions, paths } = agreementOf(decodeWithLspci(file), functions);
    expect(contradictions).toEqual([]);
    for (const path of paths) seen.add(path);
  });

  test.each([0, 1, 2])('headers of type %i', (layout) => {
    const functions = generatedHeaders(layout, 100);
    const file = join(scratch, 'headers.txt');
    writeFileSync(file, functions.flatMap((fn) => [...hexDump(fn)]).join(''));
    const { contradictions, paths } = agreementOf(decodeWithLspci(file), functions);
    expect(contradictions).toEqual([]);
    for (const path of paths) seen.add(path);
  });

  test('nearly a thousand fields', () => {
    expect(seen.size).toBeGreaterThan(900);
  });
});

test('the text of samples/igb-7vf without its rows of bytes', () => {
  const text = readFileSync(join(samples, 'igb-7vf/lspci-vvv-xxxx.txt'), 'utf8');
  const { functions } = readBytes('dump', Buffer.from(text), 'lspci');
  const rows = /^[0-9a-f]{2,3}: .*\n/gm;
  const { contradictions, fields } = agreementOf(text.replace(rows, ''), functions);
  expect(contradictions).toEqual([]);
  expect(fields).toBeGreaterThan(2400);
});

test('the text of lspci 3.14 for samples/topology', () => {
  const text = readFileSync(join(samples, 'topology/lspci-3.14-vvv.txt'), 'utf8');
  const { functions } = readBytes('dump', readFileSync(join(samples, 'topology/lspci-xxxx.txt')), 'lspci');
  const { contradictions, fields } = agreementOf(text, functions);
  expect(contradictions).toEqual([]);
  expect(fields).toBeGreaterThan(6700);
});
