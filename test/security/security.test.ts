import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runProgram } from '../program/run-program.ts';

/* What SECURITY.md promises of what users get. */
const root = resolve(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-security-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const shipped = ['bin', 'dist'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name)),
);
interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}
const manifest = (folder: string): Manifest => JSON.parse(read(join(folder, 'package.json')));
const { dependencies = {}, devDependencies = {}, scripts = {} } = manifest('.');
const { dependencies: built = {} } = manifest('src/build');

describe('what is shipped', () => {
  test('is there', () => {
    expect(shipped).toEqual(expect.arrayContaining(['bin/lsvf.js', 'dist/cli.js', 'dist/index.js']));
    expect(shipped.length).toBeGreaterThan(20);
  });

  /** All that the modules load, with and without the scheme. */
  const loaded = new Set(
    shipped.flatMap((name) =>
      [
        ...read(name).matchAll(
          /(?:require|import|getBuiltinModule)\(\s*["'`]([^"'`]+)["'`]\s*\)|(?:from|import)\s*["']([^"']+)["']/g,
        ),
      ].map(([, required, imported]) => (required ?? imported ?? '').replace(/^node:/, '')),
    ),
  );

  test('loads modules of Node for files, paths and packing, none for connections, programs or threads', () => {
    const ofNode = [...loaded].filter((name) => builtinModules.includes(name.split('/')[0] as string));
    const known = [
      'crypto',
      'events',
      'fs',
      'module',
      'os',
      'path',
      'process',
      'stream',
      'stream/promises',
      'url',
      'zlib',
    ];
    expect(ofNode.sort()).toEqual(known);
    expect(ofNode).toContain('fs');
    for (const name of [
      'child_process',
      'net',
      'http',
      'https',
      'http2',
      'tls',
      'dns',
      'dgram',
      'worker_threads',
      'cluster',
      'inspector',
    ])
      expect(ofNode).not.toContain(name);
  });

  test('runs no text as code, and asks no address', () => {
    for (const name of shipped) {
      const text = read(name);
      expect(text.match(/\beval\s*\(|\bnew Function\s*\(|[^.\w]Function\s*\(\s*["'`]/g), name).toBeNull();
      expect(text.match(/\bfetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/g), name).toBeNull();
    }
  });

  test('has the licence of every package whose code is in it, and of no other', () => {
    const imported = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => [
        ...read(`src/${name}`).matchAll(/(?:from |import\()'((?:@[^/']+\/)?[^'./:][^'/:]*)(?:\/[^']+)?'/g),
      ])
      .map(([, name = '']) => name);
    const own = [...new Set(imported)].filter((name) => name !== 'vitest');
    const inside = own.filter((name) => !(name in dependencies)).sort();
    expect(inside).toEqual(expect.arrayContaining(['commander', 'valibot']));
    expect(own.filter((name) => name in dependencies).sort()).toEqual(Object.keys(dependencies).sort());
    const notices = read('dist/THIRD_PARTY_LICENSES')
      .split(`\n\n${'-'.repeat(80)}\n\n`)
      .slice(1);
    // The page is one file, with what is beside the bundles of the command line.
    const all = [...inside, '@preact/signals-core', 'fzstd', 'xz-decompress'].sort();
    expect(notices.map((notice) => notice.split(' ')[0])).toEqual(all);
    for (const [n, name] of all.entries()) {
      const folder = join('node_modules', name);
      expect(notices[n]).toContain(`${name} ${manifest(folder).version} (`);
      const files = readdirSync(join(root, folder)).filter((file) => /^licen[cs]e/i.test(file));
      if (name === 'xz-decompress') {
        // It names the licence and its author, and has no text of it.
        expect(notices[n]).toContain('Permission is hereby granted');
        continue;
      }
      expect(files).toHaveLength(1);
      expect(notices[n]).toContain(read(join(folder, files[0] as string)).trim());
    }
    for (const name of Object.keys(dependencies)) expect([...loaded]).toContain(name);
  });

  test('runs nothing when it is installed', () => {
    for (const hook of ['preinstall', 'install', 'postinstall']) expect(scripts[hook]).toBeUndefined();
  });
});

describe('with the permissions of Node', () => {
  const dump = join(root, 'samples/igb-7vf/lspci-xxxx.txt');
  const archive = join(root, 'samples/igb-7vf/sysfs.tar.gz');
  const lsvf = (
    writable: readonly string[],
    args: readonly string[],
    cwd = scratch,
    env: NodeJS.ProcessEnv = {},
  ) =>
    spawnSync(
      process.execPath,
      [
        '--experimental-permission',
        '--allow-fs-read=*',
        ...writable.map((path) => `--allow-fs-write=${path}`),
        '--no-warnings',
        join(root, 'bin/lsvf.js'),
        ...args,
      ],
      { encoding: 'utf8', cwd, env: { ...process.env, ...env } },
    );

  test.each([
    ['tree', dump],
    ['tree', archive],
    ['tree', '--format', 'svg', dump],
    ['show', dump],
    ['shared', '--hazards', dump],
    ['lint', '--no-config', dump],
    ['diff', dump, archive],
    ['explain', 'sriov'],
    ['list', 'rules'],
    ['schema', 'tree'],
    ['completion', 'bash'],
    ['__names', 'fields'],
    ['__manual'],
  ])('%s %s writes nothing and starts nothing', (...args) => {
    const { status, stderr, stdout } = lsvf([], args);
    expect(stderr).not.toContain('ERR_ACCESS_DENIED');
    expect([0, 1]).toContain(status);
    expect(stdout).not.toBe('');
  });

  test('the check can fail: a file that may not be written is not', () => {
    const { status, stderr } = lsvf([], ['tree', dump, '-o', join(scratch, 'tree.txt')]);
    expect(status).toBe(2);
    expect(stderr).toContain('cannot be written');
    expect(existsSync(join(scratch, 'tree.txt'))).toBe(false);
  });

  test.each([
    [['report', dump, '-o', 'page.html'], ['page.html']],
    [
      ['lint', '--no-config', dump, '-f', 'sarif=a.sarif', '-f', 'junit=b.xml'],
      ['a.sarif', 'b.xml'],
    ],
    [['lint', '--no-config', dump, '--baseline', 'known.json', '--write-baseline'], ['known.json']],
    [['convert', '--to', 'json', dump, '-o', 'dump.json'], ['dump.json']],
    [['fixture', '--pf', '01:00.0', '--vfs', '2', '-o', 'made.txt'], ['made.txt']],
  ])('%j writes what it names, and nothing else', (args, named) => {
    const place = mkdtempSync(join(scratch, 'named-'));
    expect(lsvf([join(place, '*')], args, place)).toMatchObject({ status: 0 });
    expect(readdirSync(place).sort()).toEqual(named);
  });

  test.each([
    ['convert', '--to', 'json', dump],
    ['fixture', '--pf', '01:00.0', '--vfs', '2'],
  ])('%s reads back what it writes, in a folder of its own that it takes away', (...args) => {
    const place = mkdtempSync(join(scratch, 'temporary-'));
    const { status, stdout } = lsvf([join(place, '*')], args, scratch, { TMPDIR: place });
    expect(status).toBe(0);
    expect(stdout).not.toBe('');
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('keys of JSON that mean something to JavaScript', () => {
  const lsvf = (...args: string[]) => runProgram(args, { cwd: scratch });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('%s', (key) => {
    writeFileSync(join(scratch, 'lsvf.config.json'), `{ "rules": { "${key}": "off" } }`);
    const config = lsvf('lint', join(root, 'samples/igb-7vf/lspci-xxxx.txt'));
    expect(config.status).toBe(2);
    expect(config.stderr).toContain(`/rules/${key}`);
    writeFileSync(
      join(scratch, 'fixture.json'),
      `{ "functions": [{ "address": "01:00.0", "fields": { "${key}": 1 } }] }`,
    );
    const fixture = lsvf('fixture', 'fixture.json');
    expect(fixture.status).toBe(2);
    expect(fixture.stderr).toContain(`/functions/0/fields/${key}`);
    // explain searches: what it finds is names of lsvf's own that have the word in them.
    const found = lsvf('explain', key);
    if (found.status !== 2) expect(found.stdout).toMatch(new RegExp(`^\\d+ names fit .${key}.`));
    expect(found.stdout).not.toContain('native code');
    expect(lsvf('show', '--field', key, join(root, 'samples/igb-7vf/lspci-xxxx.txt')).status).toBe(2);
  });
});

describe('the documents', () => {
  test('every threat has tests that are there', () => {
    const rows = read('SECURITY.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (from|---)/.test(line));
    expect(rows.length).toBeGreaterThanOrEqual(10);
    for (const row of rows) {
      const tests =
        row
          .split('|')
          .at(-2)
          ?.match(/`[^`]+`/g) ?? [];
      expect(tests, row).not.toEqual([]);
      for (const file of tests) expect(existsSync(join(root, file.slice(1, -1))), file).toBe(true);
    }
  });

  test('every dependency has its reason', () => {
    // They build dist and are not in it.
    const buildTools = ['esbuild', 'acorn', 'magic-string'];
    const text = read('CONTRIBUTING.md');
    const section = text.slice(text.indexOf('## Dependencies'));
    const rows = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    const shippedCode = [...Object.keys(dependencies), ...Object.keys(built)].filter(
      (name) => !buildTools.includes(name),
    );
    expect(rows.sort()).toEqual(shippedCode.sort());
    for (const name of [...buildTools, ...Object.keys(devDependencies)])
      expect(section).toContain(`\`${name}\``);
  });
});
