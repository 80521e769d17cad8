import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import { brokenFile, lintResult } from '../fixtures/broken.ts';

/* samples/broken holds a file for each rule, made by test/fixtures/broken.ts. UPDATE_BROKEN=1 writes them anew. */
const folder = join(import.meta.dirname, '..', '..', 'samples', 'broken');
const update = process.env['UPDATE_BROKEN'] === '1';

const filesIn = (): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /\.(txt|tar)$/.test(name))
    .sort();

if (update) for (const name of filesIn()) rmSync(join(folder, name));

const made: string[] = [];
test.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', async (id, rule) => {
  const file = await brokenFile(rule);
  const path = join(folder, file.path);
  made.push(file.path);
  if (update) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.bytes);
  }
  expect(existsSync(path), `${file.path} is there; UPDATE_BROKEN=1 writes it`).toBe(true);
  const bytes = new Uint8Array(readFileSync(path));
  expect(Buffer.compare(bytes, file.bytes), `${file.path} is what is made; UPDATE_BROKEN=1 writes it`).toBe(
    0,
  );
  const { findings, implied } = await lintResult({ path: file.path, bytes }, rule);
  expect([...findings, ...implied].map((finding) => finding.rule)).toContain(id);
});

test('there is no file without a rule', () => expect(filesIn()).toEqual(made.toSorted()));
