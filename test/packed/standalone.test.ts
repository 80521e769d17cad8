import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The program without Node, as `npm run build:standalone` makes it, in a machine without Node. */
const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-standalone-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isMade = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

describe.runIf(isMade)('the program without Node', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['src/build/standalone.js', '--output', folder], {
      cwd: root,
      stdio: 'pipe',
    });
    copyFileSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), join(folder, 'dump.txt'));
    copyFileSync(join(root, 'samples/igb-7vf/sysfs.tar.gz'), join(folder, 'sysfs.tar.gz'));
    copyFileSync(join(root, 'samples/broken/sriov/num-vfs-within-total.txt'), join(folder, 'broken.txt'));
  }, 300_000);

  const file = join(folder, `lsvf-linux-${process.arch}`);
  const run = (...args: readonly string[]) =>
    spawnSync(file, args, { cwd: folder, encoding: 'utf8', env: { PATH: '' } });
  const fromCheckout = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(root, 'bin/lsvf.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '' },
    });

  test.each([
    ['the tree of a dump', ['dump.txt']],
    ['the tree of an archive', ['tree', 'sysfs.tar.gz']],
    ['what is shared', ['shared', 'dump.txt']],
    ['a table of registers', ['show', '-s', '01:00.0', 'dump.txt']],
    ['a guide', ['guide', 'assign']],
    ['lint', ['lint', '--no-config', 'broken.txt']],
    ['help', ['lint', '--help']],
    ['a wrong flag', ['--wrong']],
  ])('does and says what the package does: %s', (_, args) => {
    const { status, stdout, stderr } = run(...args);
    const expected = fromCheckout(...args);
    expect({ status, stdout, stderr }).toEqual({
      status: expected.status,
      stdout: expected.stdout,
      stderr: expected.stderr,
    });
    expect(stdout + stderr).not.toBe('');
  });

  test('writes the page, empty and with an input', () => {
    const pages = (of: typeof run) =>
      [['viewer'], ['report', 'dump.txt']].map(([command = '', ...paths]) => {
        expect(of(command, ...paths, '-o', 'page.html')).toMatchObject({ status: 0, stderr: '' });
        const page = readFileSync(join(folder, 'page.html'), 'utf8');
        rmSync(join(folder, 'page.html'));
        return page;
      });
    expect(pages(run)).toEqual(pages(fromCheckout));
  });

  test('has the licences of all that is in it', () => {
    const { status, stdout, stderr } = run('--licenses');
    expect([status, stderr]).toEqual([0, '']);
    for (const name of [
      'lsvf 0',
      'commander ',
      'chalk ',
      'xz-decompress ',
      'fzstd ',
      'cli-table3 ',
      'Node.js',
      'OpenSSL',
    ])
      expect(stdout).toContain(name);
  });

  test.each([
    ['x64', 62],
    ['arm64', 183],
  ])('is there for %s', (machine, id) => {
    const name = `lsvf-linux-${machine}`;
    expect(readdirSync(folder)).toContain(name);
    const head = Buffer.alloc(20);
    readSync(openSync(join(folder, name), 'r'), head, 0, 20, 0);
    expect([head.toString('latin1', 0, 4), head.readUInt16LE(18)]).toEqual(['\x7fELF', id]);
  });
});
