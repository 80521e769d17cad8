import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dump, Shell } from '../program/shell.ts';

/* Without a PATH: what is on standard input, never the running machine instead of it. */

const shell = new Shell();
afterAll(() => shell.remove());
const root = join(import.meta.dirname, '..', '..');

const commands = [
  ['', 'standard input: 1 PF, 7 VFs, all attached (lspci, 15 functions)'],
  ['tree', 'standard input: 1 PF, 7 VFs, all attached (lspci, 15 functions)'],
  ['-s 01:00.0', 'standard input: 1 PF, 7 VFs, all attached (lspci, 15 functions'],
  ['show -s 01:00.0 --field sriov.num_vfs', '170h num_vfs'],
  ['shared -s 01:00.0', '0000:01:10.0'],
  ['lint', '1 file, 15 functions'],
  ['lint --stdin-filename some.txt --format json', '"functions": 15'],
  ['convert --to lspci', '0000:01:10.0'],
  ['report -o page.html && cat page.html', 'id="inputs">'],
] as const;
describe.each([
  ['a pipe', 'cat "$DUMP" | { COMMAND; }'],
  ['a file', '{ COMMAND; } < "$DUMP"'],
])('%s', (_, line) => {
  test.each(commands)('lsvf %s', (command, shown) => {
    const { status, stdout, stderr } = shell.run(line.replace('COMMAND', `lsvf ${command}`));
    expect(stderr).toBe('');
    expect(stdout).toContain(shown);
    expect(status).toBe(0);
  });
});

test('a socket', () => {
  // What Node makes between two processes is one.
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'bin', 'lsvf.js'), 'lint'], {
    input: readFileSync(dump),
    encoding: 'utf8',
    cwd: shell.folder,
  });
  expect(stdout).toContain('1 file, 15 functions');
  expect(status).toBe(0);
});

test('an archive', () => {
  expect(shell.run('lsvf < "$ROOT/samples/igb-7vf/sysfs.tar.gz"').stdout).toContain(
    'standard input: 1 PF, 7 VFs, all attached (sysfs, 15 functions)',
  );
});

test('a description, and the second input of diff', () => {
  shell.write('d.json', '{"functions": [{"address": "01:00.0", "vfs": 2}]}');
  expect(shell.run('lsvf fixture < d.json | lsvf').stdout).toContain('(lspci, 4 functions)');
  expect(shell.run('cat d.json | lsvf fixture --pf 02:00.0').stdout).toContain('0000:02:00.0');
  const same = shell.run('cat "$DUMP" | lsvf diff "$DUMP"');
  expect([same.status, same.stderr]).toEqual([0, '']);
  const other = shell.run('lsvf diff "$DUMP" -f json < "$ROOT/samples/multi-pf/lspci-xxxx.txt"');
  expect([other.status, other.stderr]).toEqual([1, '']);
});

describe('nothing on it', () => {
  const why = 'lsvf: no PATH is given, so standard input was read; lsvf /sys reads the running machine\n';
  test.each(['tree', 'show', 'shared', 'lint', 'convert --to json', 'report -o page.html'])(
    '%s',
    (command) => {
      for (const line of [`: | lsvf ${command}`, `: > empty; lsvf ${command} < empty`]) {
        const { status, stdout, stderr } = shell.run(line);
        expect(stdout + stderr).toContain('standard input is empty');
        expect(stderr).toContain(why);
        expect(status).toBe(2);
      }
    },
  );

  test('a named - has nothing to explain, and other commands say what they need', () => {
    expect(shell.run(': | lsvf -')).toMatchObject({
      status: 2,
      stderr: '-: error: standard input is empty [input/empty]\n',
    });
    expect(shell.run(': | lsvf fixture').stderr).toContain('say what to make');
    expect(shell.run(': | lsvf fixture -').stderr).toContain('standard input is empty');
    expect(shell.run(': | lsvf diff "$DUMP"').stderr).toContain('diff needs two inputs');
  });
});

describe.runIf(process.platform === 'linux')('the running machine', () => {
  /** A container may have no Functions. */
  const isOfMachine = (text: string): boolean =>
    /^\/sys(?:: .*\(sysfs|: error: no configuration space is in this folder)/m.test(text);

  test.each(['lsvf < /dev/null', 'lsvf <&-'])('%s', (command) => {
    const { stdout, stderr } = shell.run(command);
    expect(isOfMachine(stdout + stderr), stdout + stderr).toBe(true);
  });

  test.skipIf(spawnSync('script', ['--version']).status !== 0)('on a terminal', () => {
    const { stdout } = shell.run(
      `script -qec '"${process.execPath}" "$ROOT/bin/lsvf.js"' /dev/null < /dev/null`,
    );
    expect(isOfMachine(stdout), stdout).toBe(true);
  });

  test('a PATH is what is read, whatever is on standard input', () => {
    expect(shell.run('echo nonsense | lsvf "$DUMP"').stdout).toContain('(lspci, 15 functions)');
    expect(shell.run('echo nonsense | lsvf lint "$DUMP"').status).toBe(0);
  });
});
