import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installIn, installNode } from './install.ts';

const root = resolve(import.meta.dirname, '..', '..');
const user = inject('user');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-versions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A second user has tests as well.
const tester = join(folder, 'tester');

beforeAll(() => {
  const vitest = JSON.parse(readFileSync(join(root, 'node_modules/vitest/package.json'), 'utf8')) as {
    version: string;
  };
  installIn(tester, `vitest@${vitest.version}`, inject('packed').file);
  for (const place of [user, tester])
    cpSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), join(place, 'good.txt'));
  writeFileSync(
    join(tester, 'good.test.js'),
    `import { expect, test } from 'vitest';
const handlers = () => ['uncaughtException', 'unhandledRejection'].map((name) => process.listenerCount(name));
const before = handlers();
await import('lsvf/vitest');
test('good', () => expect('good.txt').toBeValidFixture());
test('what nobody caught stays with vitest', () => expect(handlers()).toEqual(before));
`,
  );
  cpSync(join(root, 'samples/broken/sriov/num-vfs-within-total.txt'), join(user, 'broken.txt'));
  writeFileSync(
    join(user, 'use.mjs'),
    `import { decode, functionAt, readSnapshot } from 'lsvf';
import { lint } from 'lsvf/lint';
const snapshot = await readSnapshot('good.txt');
const pf = decode(functionAt(snapshot, '01:00.0'));
console.log(pf.get('sriov.num_vfs'), lint(await readSnapshot('broken.txt')).findings[0].rule);
`,
  );
});

// The oldest that engines allows, and each line that is maintained.
describe.each(['20.19', '22', '24', 'latest'])('on Node %s', (version) => {
  let node: string;
  beforeAll(() => {
    node = installNode(join(folder, `node-${version}`), version);
  });
  const run = (...args: readonly string[]) =>
    spawnSync(node, args, { cwd: user, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  const lsvf = (...args: readonly string[]) => run('node_modules/lsvf/bin/lsvf.js', ...args);

  test('the tree', () => {
    const { status, stdout, stderr } = lsvf('good.txt');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('7 VFs, all attached');
  });

  test('compiled code is kept where the user alone may write, and nowhere else', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const [own, foreign] = ['own', 'foreign'].map((name) => join(home, name)) as [string, string];
    for (const path of [own, foreign]) mkdirSync(path);
    chownSync(foreign, 65534, 65534);
    const tree = (env: NodeJS.ProcessEnv): void => {
      const args = ['node_modules/lsvf/bin/lsvf.js', 'good.txt'];
      const { status, stdout, stderr } = spawnSync(node, args, {
        cwd: user,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], ...env },
      });
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain('7 VFs, all attached');
    };
    const kept = (path: string): string[] => readdirSync(path);
    // The second run has the code of the first.
    for (let n = 0; n < 2; n++) tree({ XDG_CACHE_HOME: own });
    expect(kept(own)).toEqual(version === '20.19' ? [] : ['lsvf']);
    tree({ XDG_CACHE_HOME: foreign });
    expect(kept(foreign)).toEqual([]);
    tree({ HOME: own, XDG_CACHE_HOME: 'relative' });
    expect(existsSync(join(own, '.cache', 'lsvf'))).toBe(version !== '20.19');
    tree({ HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(kept(home).sort()).toEqual(['foreign', 'own']);
    tree({});
  });

  test('a finding', () => {
    const { status, stdout, stderr } = lsvf('lint', 'broken.txt');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('sriov/num-vfs-within-total');
  });

  test('a report', () => {
    const page = join(user, 'page.html');
    rmSync(page, { force: true });
    const { status, stderr } = lsvf('report', 'good.txt', '-o', page);
    expect([status, stderr]).toEqual([0, '']);
    expect(statSync(page).size).toBeGreaterThan(10_000);
  });

  test('a fixture is made and passes', () => {
    expect(lsvf('fixture', '--pf', '01:00.0', '--vfs', '2', '-o', 'made.txt')).toMatchObject({ status: 0 });
    expect(lsvf('lint', '--profile', 'strict', 'made.txt').stdout).toContain('0 errors, 0 warnings, 0 infos');
  });

  test.each([
    ['xz', 'xz'],
    ['bz2', 'bzip2'],
    ['zst', 'zstd'],
  ])('%s, whose package is loaded when it is met', (ending, command) => {
    const file = join(user, `good.txt.${ending}`);
    writeFileSync(file, execFileSync(command, ['-c', join(user, 'good.txt')]));
    const { status, stdout, stderr } = lsvf(file);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('7 VFs, all attached');
  });

  test('a list, whose package is loaded when it is met', () => {
    const { status, stdout, stderr } = lsvf('list', 'formats');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('sysfs');
  });

  test('the library', () => {
    expect(run('use.mjs')).toMatchObject({ status: 0, stdout: '7 sriov/num-vfs-within-total\n', stderr: '' });
  });

  test('lsvf/vitest', () => {
    const { status, stdout } = spawnSync(node, ['node_modules/vitest/vitest.mjs', 'run'], {
      cwd: tester,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', CI: '' },
    });
    expect(stdout).toMatch(/Tests\s+2 passed/);
    expect(status).toBe(0);
  });
});
