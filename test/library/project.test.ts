import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect, test } from 'vitest';

/** The project beside this file, as somebody has it who installed lsvf and vitest. */
const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-project-'));
cpSync(join(import.meta.dirname, 'project'), folder, { recursive: true });
mkdirSync(join(folder, 'node_modules'));
const installed = join(folder, 'node_modules/lsvf');
for (const part of ['package.json', 'dist'])
  cpSync(join(root, part), join(installed, part), { recursive: true });
for (const name of ['fzstd', 'seek-bzip', 'xz-decompress', 'cli-table3'])
  symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
symlinkSync(join(root, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'));
cpSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), join(folder, 'fixtures/igb.txt'));
cpSync(join(root, 'samples/broken/sriov/num-vfs-within-total.txt'), join(folder, 'fixtures/broken.txt'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(file: string): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--reporter', 'verbose', file],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { status, text: stripVTControlCharacters(stdout + stderr) };
}

test('tests of good fixtures pass', () => {
  const { status, text } = run('fixtures.test.ts');
  expect(text).toMatch(/Tests\s+3 passed/);
  expect(status).toBe(0);
});

test('a failing test names the field, both values and the place', () => {
  const { status, text } = run('wrong.test.ts');
  expect(status).toBe(1);
  expect(text).toMatch(/Tests\s+3 failed/);
  expect(text).toMatch(/0000:01:00\.0: sriov\.num_vfs is 7, expected 4 \(fixtures\/igb\.txt:\d+:\d+\)/);
  expect(text).toContain('the PF of 0000:01:10.0 is 0000:01:00.0, expected 0000:01:00.1');
  expect(text).toContain(
    'fixtures/broken.txt:19:6: error: NumVFs is 9, but TotalVFs is 8 [sriov/num-vfs-within-total]',
  );
});
