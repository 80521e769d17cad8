import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSnapshots, topology } from '../../src/library/index.ts';
import type { listVfs as Listing } from '../../src/library/list-vfs.ts';

/** As it is shipped: with the tables and the reader that it needs, and no more. */
const root = resolve(import.meta.dirname, '..', '..');
const { listVfs } = (await import(join(root, 'dist/list-vfs.js'))) as { listVfs: typeof Listing };

const texts = ['samples', 'test/scenarios/inputs', 'test/verdict/inputs', 'test/lint/inputs'].flatMap(
  (folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.txt'))
      .map((name) => join(folder, name)),
);

test('listVfs says of every dump of lspci what topology says', async () => {
  let vfs = 0;
  for (const path of texts) {
    const text = readFileSync(join(root, path), 'utf8');
    const all = (await readSnapshots({ text })).map((snapshot) => topology(snapshot));
    if (!all.some(({ input_format }) => input_format === 'lspci')) continue;
    const expected = all.map(({ functions }) => functions.filter(({ role }) => role === 'vf'));
    const listed = listVfs(text);
    expect(
      listed.map(({ functions }) => functions),
      path,
    ).toEqual(expected);
    vfs += listed.reduce((sum, { functions }) => sum + functions.length, 0);
  }
  expect(vfs).toBeGreaterThan(150);
});

test('what is no dump of lspci is a diagnostic', () => {
  const [none] = listVfs('nothing', { name: 'a.txt' });
  expect(none).toMatchObject({ source: 'a.txt', functions: [] });
  expect(none?.diagnostics.map(({ code }) => code)).toEqual(['input/not-recognised']);
});
