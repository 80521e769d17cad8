import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { helpOf } from '../../src/cli/examples.ts';
import { examples } from '../../src/cli/help-text.ts';
import { runProgram } from '../program/run-program.ts';

/* What a person sees at a prompt: help that can be copied, a tree that says what matters, text that is not cut. */

const root = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-prompt-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const sample = (name: string): string => join(root, 'samples', name, 'lspci-xxxx.txt');
copyFileSync(sample('igb-7vf'), join(scratch, 'dump.txt'));
copyFileSync(sample('igb-7vf'), join(scratch, 'after.txt'));
copyFileSync(sample('igb-novf'), join(scratch, 'before.txt'));
copyFileSync(sample('detached-q35'), join(scratch, 'guest.txt'));
mkdirSync(join(scratch, 'fixtures'));
cpSync(sample('igb-7vf'), join(scratch, 'fixtures', 'igb.txt'));

function lsvf(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { COLUMNS: _, ...rest } = process.env;
  return runProgram(args, { cwd: scratch, env: { ...rest, NO_COLOR: '1', LC_ALL: 'C.UTF-8', ...env } });
}

const wordsOf = (line: string): string[] =>
  (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", ''));

describe('help', () => {
  const all = [
    ...examples.map(([command]) => command),
    ...Object.values(helpOf).flatMap((help) => help.examples.map(([command]) => command)),
  ];
  test.each([...new Set(all)].filter((command) => command.startsWith('lsvf ')))('%s works', (command) => {
    const { status, stdout, stderr } = lsvf(wordsOf(command).slice(1));
    const isAnswer = status === 0 || (status === 1 && /^lsvf (?:lint|diff|check)/.test(command));
    expect([command, isAnswer, stderr.includes('defect')]).toEqual([command, true, false]);
    if (!/ -o |sarif=/.test(command)) expect(stdout).not.toBe('');
  });

  test('every command has examples in its help, and none has flags that it does not take', () => {
    const help = lsvf(['explain', '--help']).stdout;
    expect(help).toContain('lsvf explain NumVFs');
    expect(help).not.toContain('--ecam-base');
    expect(help).not.toContain('default: false');
    expect(lsvf(['check', '--help']).stdout).toContain('Guides: lsvf guide missing-vf, lsvf guide assign');
  });
});

describe('tree', () => {
  test('opens with the machine and ends with what to do', () => {
    const { stdout } = lsvf(['before.txt']);
    expect(stdout).toMatch(/^before\.txt: 1 PF, no VFs enabled \(lspci, 8 functions\)\n/);
    expect(stdout).toMatch(
      /\nNext\n {2}Enable VFs: +lsvf check enable -s 01:00\.0 before\.txt\n.*lsvf lint before\.txt\n$/,
    );
  });
  test('a PF is selected with its VFs, by address and by IDs; programs get what they ask for', () => {
    for (const flags of [
      ['-s', '01:00.0'],
      ['-d', '8086:10c9'],
    ]) {
      const { stdout } = lsvf(['tree', ...flags, 'dump.txt']);
      expect(stdout).toContain('VF 1–7');
      expect(stdout).not.toContain('00:1f.2');
      expect(
        JSON.parse(lsvf(['tree', ...flags, '-f', 'json', 'dump.txt']).stdout).snapshots[0].functions,
      ).toHaveLength(1);
    }
    expect(
      lsvf(['tree', '-d', '8086:10ca', '-f', 'ndjson', 'dump.txt']).stdout.trim().split('\n'),
    ).toHaveLength(7);
    expect(lsvf(['tree', '-d', '::0104', 'dump.txt']).status).toBe(2);
    expect(lsvf(['tree', '-d', 'x', 'dump.txt']).stderr).toContain('-d x is not a vendor and a device');
    expect(lsvf(['tree', '-s', '0000:', 'dump.txt']).status).toBe(0);
    expect(lsvf(['tree', '-s', '10001:', 'dump.txt']).stderr).toContain('-s 10001: fits no function');
  });
  test('--sriov leaves out what has nothing to do with PFs and VFs', () => {
    const { stdout } = lsvf(['tree', '--sriov', 'dump.txt']);
    expect(stdout).toContain('00:02.0');
    expect(stdout).toContain('VF 1–7');
    expect(stdout).not.toMatch(/00:02\.1|00:1f/);
  });
  test('992 functions of one kind are one line, and it is said how to see each', () => {
    const lines = Array.from({ length: 992 }, (_, n) => {
      const hex = (value: number): string => value.toString(16).padStart(2, '0');
      return `${hex(n >> 8)}:${hex((n >> 3) & 31)}.${n & 7} System peripheral [0880]: Intel Corporation Device [8086:2014]\n`;
    }).join('');
    const input = ['tree', '--from', 'lspci-inventory', '-'];
    const run = (args: readonly string[]) => runProgram(args, { input: lines }).stdout;
    const folded = run(input);
    expect(folded).toContain('--all shows each');
    expect(folded.split('\n').length).toBeLessThan(30);
    expect(run([...input, '--all']).split('\n').length).toBeGreaterThan(992);
  });
});

test('what is piped is not cut', () => {
  const { stdout } = lsvf(['tree', '--all', 'dump.txt']);
  expect(stdout.match(/82576 Virtual Function/g)).toHaveLength(7);
  const narrow = lsvf(['tree', '--all', 'dump.txt'], { COLUMNS: '60' }).stdout;
  expect(narrow.match(/82576 Virtual Function/g)).toHaveLength(7);
});

test('several inputs are named', () => {
  for (const command of ['show', 'shared', 'tree']) {
    const { stdout } = lsvf([command, 'dump.txt', 'guest.txt']);
    expect([command, /^dump\.txt/m.test(stdout), /^guest\.txt/m.test(stdout)]).toEqual([command, true, true]);
  }
});

test.each([{ LC_ALL: 'C' }, { LC_ALL: '', LC_CTYPE: '', LANG: '' }])(
  '%j: text, messages and help are ASCII',
  (env) => {
    for (const args of [
      ['dump.txt'],
      ['shared', 'dump.txt'],
      ['explain', 'ari'],
      ['schema', '--help'],
      ['guide', 'guest'],
    ]) {
      const { stdout, stderr } = lsvf(args, env);
      expect([args, /[^\x00-\x7f]/.exec(stdout + stderr)?.[0]]).toEqual([args, undefined]);
    }
  },
);

describe('show', () => {
  test('folds what reads 0 unless all is asked for', () => {
    const short = lsvf(['show', '-s', '01:00.0', 'dump.txt']).stdout;
    const all = lsvf(['show', '-s', '01:00.0', '--all', 'dump.txt']).stdout;
    expect(short).toContain('vf_enable');
    expect(short).not.toContain('vf_migration_enable');
    expect(all).toContain('vf_migration_enable');
    expect(short.split('\n').length * 3).toBeLessThan(all.split('\n').length);
  });
  test('a VF shows what counts, and what only its PF has', () => {
    expect(lsvf(['show', '-s', '01:10.0', 'dump.txt']).stdout).toMatch(/serr_enable +0 \* {2}PF: 1\n/);
    const { stdout } = lsvf(['show', '-s', '01:10.0', '--field', 'NumVFs', 'dump.txt']);
    expect(stdout).toContain("sriov  not in this Function, but the PF 0000:01:00.0's reads\n");
    expect(stdout).toMatch(/num_vfs +7\n/);
  });
  test('--bits draws a register', () => {
    const { stdout } = lsvf(['show', '-s', '01:00.0', '--field', 'PCI_SRIOV_CTRL', '--bits', 'dump.txt']);
    expect(stdout).toContain('      0000 0000 0001 1001  0019h\n');
    expect(stdout).toMatch(/ {6}\.{4} \.{4} \.{3}1 \.{4} +4 {2}ari_capable_hierarchy +1\n/);
    expect(stdout).toMatch(/ {6}0000 0000 0\.{3} \.{4} +15:7 {2}reserved\n/);
    expect(lsvf(['show', '--bits', 'dump.txt']).stderr).toContain('name them with --field');
  });
});

test('list says what it has, and takes a pattern', () => {
  expect(lsvf(['list']).stdout).toMatch(/^rules +\d+ +what lint checks$/m);
  expect(lsvf(['list', 'fields', 'num_vfs']).stdout).toContain('sriov.num_vfs');
  const { stdout } = lsvf(['list', 'rules', 'sriov/*', '--format', 'json']);
  const ids = (JSON.parse(stdout).rules as { id: string }[]).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(5);
  expect(ids.every((id) => id.startsWith('sriov/'))).toBe(true);
  expect(lsvf(['list', 'fields', 'qqqq'])).toMatchObject({
    status: 2,
    stderr: "lsvf: list fields: nothing fits 'qqqq'\n",
  });
});
