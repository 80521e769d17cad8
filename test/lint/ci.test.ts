import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

/* What CI runs, as it is written in the files that it reads: the steps of the action, and the entry of the hook. */

const root = join(import.meta.dirname, '../..');
const read = (name: string) => parse(readFileSync(join(root, name), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'lsvf-ci-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [action, workspace, bin] = ['action', 'checkout', 'bin'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];

beforeAll(() => {
  // As after its own npm ci and bundling, which need a network.
  mkdirSync(join(action, 'node_modules'), { recursive: true });
  writeFileSync(join(action, 'node_modules/.built'), '');
  for (const name of ['bin', 'dist', 'package.json']) symlinkSync(join(root, name), join(action, name));
  mkdirSync(join(workspace, 'dumps'), { recursive: true });
  const samples = join(root, 'samples');
  copyFileSync(join(samples, 'igb-7vf/lspci-xxxx.txt'), join(workspace, 'dumps/lspci good.txt'));
  copyFileSync(
    join(samples, 'broken/sriov/num-vfs-within-total.txt'),
    join(workspace, 'dumps/lspci-bad.txt'),
  );
  mkdirSync(bin);
  symlinkSync(join(root, 'bin/lsvf.js'), join(bin, 'lsvf'));
});

/** Runs every step of the action with inputs, those that are not given at their defaults. */
function runAction(inputs: Record<string, string>) {
  const { inputs: known, runs } = read('action.yml');
  const filledIn = (text: string): string =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? known[name].default);
  const out = runs.steps.map((step: { shell: string; env: Record<string, string>; run: string }) => {
    const own = Object.entries(step.env).map(([name, value]) => [name, filledIn(value)]);
    const env = { ...process.env, GITHUB_ACTION_PATH: action, ...Object.fromEntries(own) };
    return spawnSync(step.shell, ['-e', '-o', 'pipefail', '-c', step.run], {
      cwd: workspace,
      env,
      encoding: 'utf8',
    });
  });
  return {
    status: out.find(({ status }: { status: number }) => status !== 0)?.status ?? 0,
    stdout: out.map(({ stdout }: { stdout: string }) => stdout).join(''),
  };
}

test('the action annotates what it finds, and fails', () => {
  const { status, stdout } = runAction({});
  expect(stdout).toMatch(/^::error file=dumps\/lspci-bad\.txt,line=\d+,.*NumVFs is 9, but TotalVFs is 8/m);
  expect(status).toBe(1);
});

test('its inputs are taken: paths, what fails, more arguments, a SARIF file', () => {
  const sarif = 'out.sarif';
  const inputs = { paths: 'dumps/*bad.txt', 'fail-on': 'never', args: '--profile strict', sarif };
  const { status, stdout } = runAction(inputs);
  expect(status).toBe(0);
  expect(stdout).not.toContain('good');
  const { runs } = JSON.parse(readFileSync(join(workspace, sarif), 'utf8'));
  expect(runs[0].results.length).toBeGreaterThan(0);
});

test('a wrong input fails the step', () => {
  expect(runAction({ paths: 'nowhere' }).status).toBe(2);
  expect(runAction({ 'fail-on': 'often' }).status).toBe(2);
});

test('the entry of the hook lints the files that pre-commit gives it', () => {
  const [{ entry, files }] = read('.pre-commit-hooks.yaml');
  const staged = ['dumps/lspci good.txt', 'dumps/lspci-bad.txt', 'README.md'];
  const given = staged.filter((path) => new RegExp(files).test(path));
  expect(given).toEqual(staged.slice(0, 2));
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
  const run = (paths: readonly string[]) =>
    spawnSync('bash', ['-c', `${entry} "$@"`, 'hook', ...paths], { cwd: workspace, env, encoding: 'utf8' });
  const { status, stdout } = run(given);
  expect(stdout).toContain('sriov/num-vfs-within-total');
  expect(status).toBe(1);
  expect(run(given.slice(0, 1)).status).toBe(0);
});
