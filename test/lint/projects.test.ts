import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type FixtureSet, projects } from './projects.ts';
import { runHere } from './run-here.ts';

const root = mkdtempSync(join(tmpdir(), 'lsvf-projects-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, set: FixtureSet): void {
  for (const [path, content] of Object.entries(set)) {
    const file = join(root, name, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, file);
    else writeFileSync(file, content);
  }
}

const sets = await projects();

test('there are sets of at least eight projects', () =>
  expect(Object.keys(sets).length).toBeGreaterThanOrEqual(8));

test.each(Object.keys(sets))('fixtures in the layout of %s have no false error', async (name) => {
  write(name, sets[name] as FixtureSet);
  const { stdout } = await runHere(['lint', '--format', 'json', name], root);
  const { summary, findings } = JSON.parse(stdout);
  expect(summary.functions).toBeGreaterThan(0);
  const errors = findings.filter(({ severity }: { severity: string }) => severity === 'error');
  expect(errors.map(({ source, rule, message }: Record<string, string>) => [source, rule, message])).toEqual(
    [],
  );
});
