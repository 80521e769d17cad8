import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
// In the project, so that it finds vitest.
const folder = mkdtempSync(join(import.meta.dirname, 'skips-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'one.test.ts'),
  `import { test } from 'vitest';
test('runs', () => {});
test.skipIf(process.env['LACKS'])('asks for something', () => {});
`,
);

const run = (env: NodeJS.ProcessEnv) =>
  spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', folder], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
  });

test.each([
  ['nothing is skipped in CI', { CI: 'true', LACKS: '' }, 0],
  ['something is skipped in CI', { CI: 'true', LACKS: 'yes' }, 1],
  ['something is skipped elsewhere', { CI: '', LACKS: 'yes' }, 0],
])('%s', (_, env, status) => {
  const ended = run(env);
  expect(ended.stderr.includes('one.test.ts > asks for something')).toBe(status === 1);
  const isToldOf = !env.CI && env.LACKS !== '';
  expect(/one\.test\.ts: 1$/m.test(ended.stderr)).toBe(isToldOf);
  expect(ended.status).toBe(status);
});
