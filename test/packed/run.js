#!/usr/bin/env node
// Installs the package as users get it, in an empty folder without what only development needs, and runs it there on
// several Node versions. Needs the npm registry: of each Node its binary is taken from there.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const versions = ['20', '22', 'latest'];
const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-packed-'));
const failures = [];

try {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  const files = packed.files.map(({ path }) => path);
  const strange = files.filter(
    (path) => !/^(?:bin|dist|man)\/|^(?:package\.json|[A-Z]+\.md|LICENSE)$/.test(path),
  );
  check('the package holds only what is needed', strange.length === 0, strange.join(', '));
  check('it is under 1.75 MB unpacked', packed.unpackedSize < 1.75e6, `${packed.unpackedSize} bytes`);

  const user = join(folder, 'user');
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "name": "user", "private": true }\n');
  install(user, ['--omit=dev', join(folder, packed.filename)]);
  // A second user has tests as well.
  const tester = join(folder, 'tester');
  mkdirSync(tester);
  writeFileSync(join(tester, 'package.json'), '{ "name": "tester", "private": true, "type": "module" }\n');
  const { version: vitest } = JSON.parse(
    readFileSync(join(root, 'node_modules/vitest/package.json'), 'utf8'),
  );
  install(tester, [`vitest@${vitest}`, join(folder, packed.filename)]);
  cpSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), join(tester, 'good.txt'));
  writeFileSync(
    join(tester, 'good.test.js'),
    `import 'lsvf/vitest';
import { expect, test } from 'vitest';
test('good', () => expect('good.txt').toBeValidFixture());
`,
  );
  const installed = JSON.parse(readFileSync(join(user, 'node_modules/lsvf/package.json'), 'utf8'));
  const hooks = ['preinstall', 'install', 'postinstall'].filter((name) => installed.scripts?.[name]);
  check('nothing runs when it is installed', hooks.length === 0, hooks.join(', '));
  cpSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), join(user, 'good.txt'));
  cpSync(join(root, 'samples/broken/sriov/num-vfs-within-total.txt'), join(user, 'broken.txt'));
  writeFileSync(
    join(user, 'use.mjs'),
    `import { decode, functionAt, lint, readSnapshot } from 'lsvf';
const snapshot = await readSnapshot('good.txt');
const pf = decode(functionAt(snapshot, '01:00.0'));
console.log(pf.get('sriov.num_vfs'), lint(await readSnapshot('broken.txt')).findings[0].rule);
`,
  );

  for (const version of versions) {
    const home = join(folder, `node-${version}`);
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{ "name": "node", "private": true }\n');
    const binaries = `node-${process.platform}-${process.arch}`;
    install(home, [`${binaries}@${version}`]);
    const node = join(home, 'node_modules', binaries, 'bin', 'node');
    const run = (...args) => spawnSync(node, args, { cwd: user, encoding: 'utf8' });
    const lsvf = (...args) => run('node_modules/lsvf/bin/lsvf.js', ...args);
    const name = `Node ${run('--version').stdout.trim()}`;
    const tree = lsvf('good.txt');
    check(`${name}: the tree`, tree.status === 0 && /7 VFs \(7 attached\)/.test(tree.stdout), tree.stderr);
    const found = lsvf('lint', 'broken.txt');
    check(
      `${name}: lint finds`,
      found.status === 1 && found.stdout.includes('sriov/num-vfs-within-total'),
      found.stderr,
    );
    const page = lsvf('report', 'good.txt', '-o', 'page.html');
    check(
      `${name}: a report is written`,
      page.status === 0 && statSync(join(user, 'page.html')).size > 10_000,
      page.stderr,
    );
    const used = run('use.mjs');
    check(
      `${name}: the library`,
      used.status === 0 && used.stdout.trim() === '7 sriov/num-vfs-within-total',
      used.stdout + used.stderr,
    );
    rmSync(join(user, 'page.html'), { force: true });
    const made = lsvf('fixture', '--pf', '01:00.0', '--vfs', '2', '-o', 'made.txt');
    const strict = lsvf('lint', '--profile', 'strict', 'made.txt');
    check(
      `${name}: a fixture is made and passes`,
      made.status === 0 && /0 errors, 0 warnings, 0 infos/.test(strict.stdout),
      made.stderr + strict.stdout,
    );
    const matched = spawnSync(node, ['node_modules/vitest/vitest.mjs', 'run'], {
      cwd: tester,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    check(
      `${name}: lsvf/vitest`,
      matched.status === 0 && /Tests\s+1 passed/.test(matched.stdout),
      matched.stdout + matched.stderr,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) process.exitCode = 1;

function install(where, what) {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...what], {
    cwd: where,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function check(what, holds, detail) {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`);
  if (holds) return;
  console.log(detail);
  failures.push(what);
}
