import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import { brokenFile, lintResult } from '../fixtures/broken.ts';

/* samples/broken holds a file for each rule, made by test/fixtures/broken.ts. `npm run generate` writes them anew. */
const folder = join(import.meta.dirname, '..', '..', 'samples', 'broken');

const filesIn = (): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /\.(txt|tar)$/.test(name))
    .sort();

const made: string[] = [];
test.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', async (id, rule) => {
  const file = await brokenFile(rule);
  const path = join(folder, file.path);
  made.push(file.path);
  expect(existsSync(path), `${file.path} is there; npm run generate writes it`).toBe(true);
  const bytes = new Uint8Array(readFileSync(path));
  expect(Buffer.compare(bytes, file.bytes), `${file.path} is what is made; npm run generate writes it`).toBe(
    0,
  );
  const { findings, implied } = await lintResult({ path: file.path, bytes }, rule);
  expect([...findings, ...implied].map((finding) => finding.rule)).toContain(id);
});

test('there is no file without a rule', () => expect(filesIn()).toEqual(made.toSorted()));
