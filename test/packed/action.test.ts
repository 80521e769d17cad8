import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { action, fetchAction, runAction } from './runner.ts';

/* The GitHub Action on the checkout of a pull request by somebody who means harm. */

const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = {
  action: join(folder, '_actions', 'owner', 'lsvf', 'v1'),
  workspace: join(folder, 'fork', 'fork'),
  temp: join(folder, '_temp'),
};
const marker = join(folder, 'marker');

function put(path: string, text: string, mode = 0o644): void {
  const file = join(place.workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

/** Files that leave the marker when they are run. */
function arm(): void {
  const { workspace } = place;
  const shell = `#!/bin/sh\necho "$0" >>'${marker}'\n`;
  const module = `require('node:fs').appendFileSync(${JSON.stringify(marker)}, __filename + '\\n');\n`;
  put('evil.sh', shell, 0o755);
  put('evil.cjs', module);
  put(
    '.npmrc',
    [
      `script-shell=${join(workspace, 'evil.sh')}`,
      `node-options=--require=${join(workspace, 'evil.cjs')}`,
      `git=${join(workspace, 'evil.sh')}`,
      'registry=http://127.0.0.1:9/',
      'ignore-scripts=false',
      'prefer-offline=true',
      'yes=true',
      '',
    ].join('\n'),
  );
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack', 'build', 'start', 'lsvf'];
  put(
    'package.json',
    JSON.stringify({
      name: 'lsvf',
      version: '99.0.0',
      bin: { lsvf: 'evil.sh' },
      main: 'evil.cjs',
      scripts: Object.fromEntries(hooks.map((name) => [name, join(workspace, 'evil.sh')])),
      workspaces: ['../../_actions/owner/lsvf/v1'],
    }),
  );
  put('.env', `NODE_OPTIONS=--require=${join(workspace, 'evil.cjs')}\n`);
  put('node.config.json', JSON.stringify({ nodeOptions: { require: [join(workspace, 'evil.cjs')] } }));
  for (const name of ['.bashrc', '.bash_profile', '.profile']) put(name, shell);
  for (const name of ['lsvf', 'node', 'npm', 'npx', 'git', 'sh', 'esbuild']) {
    put(name, shell, 0o755);
    put(`node_modules/.bin/${name}`, shell, 0o755);
  }
  for (const name of ['lsvf', 'commander', 'chalk', 'valibot', 'cli-table3', 'esbuild']) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '99.0.0', main: 'index.js' }));
    put(`node_modules/${name}/index.js`, module);
  }
  put('src/build/bundle.js', module);
  put('bin/lsvf.js', module);
}

beforeAll(() => {
  mkdirSync(place.temp, { recursive: true });
  fetchAction(place.action);
});
beforeEach(() => {
  rmSync(place.workspace, { recursive: true, force: true });
  rmSync(marker, { force: true });
  mkdirSync(place.workspace, { recursive: true });
  cpSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), join(place.workspace, 'dumps/good.txt'));
  cpSync(join(root, 'samples/broken/sriov/num-vfs-within-total.txt'), join(place.workspace, 'dumps/bad.txt'));
  arm();
});

const left = (): string => (existsSync(marker) ? readFileSync(marker, 'utf8') : '');

describe('the files are armed: what the action must not do would run them', () => {
  test.each([
    ['npm', ['exec', '--offline', '-c', 'true']],
    ['npm', ['install', '--offline']],
    ['npx', ['--offline', '--yes', 'lsvf@99.0.0', 'lint']],
  ])('%s %j', (command, args) => {
    spawnSync(command, args, { cwd: place.workspace });
    expect(left()).toContain('evil');
  });
});

describe('the action', () => {
  test('lints the checkout, annotates it, and runs nothing of it', () => {
    // As a runner fetches it: the first use installs and builds.
    expect(readdirSync(place.action)).not.toContain('node_modules');
    expect(readdirSync(place.action)).not.toContain('dist');
    const { status, stdout, stderr } = runAction(place, {
      args: '--profile recommended',
      sarif: 'out.sarif',
    });
    expect(left()).toBe('');
    expect(stderr).not.toMatch(/warn|error/i);
    expect(stdout).toMatch(/^::error file=dumps\/bad\.txt,line=\d+.*NumVFs/m);
    expect(stdout).not.toContain('dumps/good.txt');
    expect(status).toBe(1);
    const sarif = JSON.parse(readFileSync(join(place.workspace, 'out.sarif'), 'utf8')) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('sriov/num-vfs-within-total');
  });

  test('is built once in a job', () => {
    const { status, stderr } = runAction(place, { paths: 'dumps/good.txt' });
    expect([status, stderr, left()]).toEqual([0, '', '']);
  });

  test('fails on what --fail-on says', () => {
    expect(runAction(place, { paths: 'dumps', 'fail-on': 'never' }).status).toBe(0);
    expect(runAction(place, { paths: 'dumps/*.txt', 'fail-on': 'warning' }).status).toBe(1);
    expect(runAction(place, { paths: 'nothing' }).status).toBe(2);
    expect(left()).toBe('');
  });

  test('takes no input for shell text or for a flag of another place', () => {
    const text = `$(touch ${marker}) ; touch ${marker} \`touch ${marker}\``;
    runAction(place, { paths: text, args: text, sarif: text, 'fail-on': text });
    expect(left()).toBe('');
    const flag = runAction(place, { paths: `--config ${join(place.workspace, 'package.json')}` });
    expect(flag.stderr).toContain('--config');
    expect(flag.status).toBe(2);
  });

  test('writes SARIF to no file that a link of the checkout names', () => {
    const precious = join(folder, 'precious');
    writeFileSync(precious, 'old');
    symlinkSync(precious, join(place.workspace, 'out.sarif'));
    symlinkSync(precious, join(place.workspace, 'out.sarif.part'));
    expect(runAction(place, { paths: 'dumps', sarif: 'out.sarif' }).status).toBe(1);
    expect(readFileSync(join(place.workspace, 'out.sarif'), 'utf8')).toContain('num-vfs-within-total');
    symlinkSync(folder, join(place.workspace, 'out'));
    for (const sarif of ['out/precious', join(place.workspace, 'out', 'precious')]) {
      const { status, stdout } = runAction(place, { paths: 'dumps', sarif });
      expect(stdout).toContain('a link leads out of the checkout');
      expect(status).toBe(2);
    }
    expect(readFileSync(precious, 'utf8')).toBe('old');
    // What the workflow itself names elsewhere is written.
    expect(runAction(place, { paths: 'dumps', sarif: join(folder, 'elsewhere.sarif') }).status).toBe(1);
    expect(existsSync(join(folder, 'elsewhere.sarif'))).toBe(true);
  });

  test('is not led astray by a workflow that points npm at the checkout', () => {
    rmSync(join(place.action, 'node_modules'), { recursive: true });
    rmSync(join(place.action, 'dist'), { recursive: true });
    const npmrc = join(place.workspace, '.npmrc');
    const { status, stdout } = runAction(
      place,
      { paths: 'dumps/bad.txt' },
      { NPM_CONFIG_USERCONFIG: npmrc, INIT_CWD: place.workspace },
    );
    expect(left()).toBe('');
    expect(stdout).toMatch(/^::error file=dumps\/bad\.txt/m);
    expect(status).toBe(1);
  });

  test('says what it needs where there is no Node', () => {
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    symlinkSync('/bin/bash', join(bare, 'bash'));
    const { status, stdout } = runAction(place, {}, { PATH: bare });
    expect(stdout).toContain('::error title=lsvf::Node 20.19 or newer is needed');
    expect(status).toBe(2);
  });

  test('no step leaves its inputs to the shell', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  });
});
