import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Shell } from '../program/shell.ts';

/* Configurations, baselines and descriptions that harm: each run ends, and shows nothing of the machine. */

const shell = new Shell();
afterAll(() => shell.remove());
beforeEach(() => shell.clear());
const link = (path: string, target: string): void => symlinkSync(target, join(shell.folder, path));
const manyStars = `${'*a'.repeat(12)}*z`;
const longName = 'a'.repeat(80);

describe('patterns', () => {
  test('twelve stars and a name of eighty letters', () => {
    shell.run(`cp "$DUMP" ${longName}`);
    const suppressions = [{ rule: 'sriov/num-vfs-within-total', files: [manyStars], reason: 'abc' }];
    const overrides = [{ files: [manyStars, `{${'*a,'.repeat(20)}*}*z`], rules: { 'sriov/*': 'off' } }];
    shell.write('lsvf.config.json', JSON.stringify({ suppressions, overrides }));
    const { status, stdout } = shell.run(`lsvf lint ${longName}`);
    expect(status).toBe(0);
    expect(stdout).toContain('15 functions');
    expect(shell.run(`lsvf lint '${manyStars}'`).stderr).toContain('matches no file');
  });

  test('of --ignore', () => {
    const ignore = `--ignore '${'*e'.repeat(30)}*z'`;
    const { status, stderr } = shell.run(
      `lsvf diff "$DUMP" "$ROOT/samples/multi-pf/lspci-xxxx.txt" ${ignore}`,
    );
    expect([status, stderr]).toEqual([1, '']);
  });

  test('that are too long', () => {
    const long = '*'.repeat(1001);
    for (const command of [`lint '${long}'`, `diff "$DUMP" "$DUMP" --ignore '${long}'`]) {
      const { status, stderr } = shell.run(`lsvf ${command}`);
      expect([status, stderr]).toEqual([
        2,
        'lsvf: a pattern has at most 1000 characters, and this one has 1001\n',
      ]);
    }
  });

  test('many overrides and many suppressions that hide nothing', () => {
    shell.run('cp "$DUMP" x.txt');
    const rule = 'sriov/num-vfs-within-total';
    const overrides = Array.from({ length: 10_000 }, () => ({ files: ['y'], rules: {} }));
    const suppressions = Array.from({ length: 7000 }, () => ({ rule, files: ['x.txt'], reason: 'abc' }));
    shell.write('lsvf.config.json', JSON.stringify({ overrides, suppressions }));
    const { status, stdout } = shell.run('lsvf lint .');
    expect(status).toBe(0);
    expect(stdout).toContain('7000 warnings');
  });
});

describe('files', () => {
  const readers = [
    ['a configuration', 'lint "$DUMP" --config', 1],
    ['a baseline', 'lint "$DUMP" --no-config --baseline', 32],
    ['a description', 'fixture', 4],
  ] as const;

  test.skipIf(process.platform === 'win32').each(readers)('%s is a regular file', (_, command) => {
    expect(shell.run('mkfifo pipe').status).toBe(0);
    for (const path of ['pipe', '/dev/zero', '/dev/null', '.', '<(echo "{}")']) {
      const { status, stdout, stderr } = shell.run(`lsvf ${command} ${path}`);
      expect([path, status, stdout]).toEqual([path, 2, '']);
      expect(stderr).toMatch(/^lsvf: .+: it is not a regular file\n$/);
    }
    expect(shell.run(`lsvf ${command} nowhere`).stderr).toBe(
      'lsvf: nowhere: there is no such file or folder\n',
    );
  });

  test.each(readers)('%s is not larger than any that is meant', (_, command, most) => {
    shell.write('large.json', `{"$schema": "${'x'.repeat(most << 20)}"}`);
    const { status, stderr } = shell.run(`lsvf ${command} large.json`);
    expect([status, stderr]).toEqual([
      2,
      `lsvf: large.json: it is larger than ${most} MiB, the most that is read\n`,
    ]);
  });

  test('a description that never ends', () => {
    const { status, stderr } = shell.run('tr "\\0" " " < /dev/zero | lsvf fixture -');
    expect([status, stderr]).toEqual([2, 'lsvf: stdin: it is larger than 4 MiB, the most that is read\n']);
  });

  test.each(['lsvf.config.json', 'lsvf.baseline.json'])(
    '%s that is found is no link out of its folder',
    (name) => {
      shell.write('secret', 'root:SECRET:0\n');
      shell.write(
        'in/shared.json',
        name.includes('config') ? '{"rules":{}}' : '{"lsvf_baseline":1,"findings":{}}',
      );
      shell.run('cp "$DUMP" in/x.txt');
      link(`in/${name}`, '../secret');
      const out = shell.run('cd in; lsvf lint x.txt');
      expect(out.stderr).toBe(`lsvf: ${name}: its link leads out of the folder that was named\n`);
      expect(out.status).toBe(2);
      shell.run(`rm in/${name}`);
      link(`in/${name}`, 'shared.json');
      expect(shell.run('cd in; lsvf lint x.txt').status).toBe(0);
      shell.run(`rm in/${name}; mkfifo in/${name}`);
      expect(shell.run('cd in; lsvf lint x.txt').stderr).toBe(`lsvf: ${name}: it is not a regular file\n`);
    },
  );

  test('one that is named may be a link', () => {
    shell.write('real.json', '{"rules":{"x":"off"}}');
    shell.write('d/x', '');
    link('d/config.json', '../real.json');
    expect(shell.run('lsvf lint "$DUMP" --config d/config.json').stderr).toContain(
      "d/config.json:1:11: /rules/x: there is no rule 'x'",
    );
  });
});

describe('what is wrong in them has a place', () => {
  test.each([
    ['{\n "rules": {\n  "x": "off"\n }\n}', '3:3: /rules/x: '],
    [
      '{\n "suppressions": [\n  {"rule": "*", "reason": "abc"},\n  {"rule": "y", "reason": "abc"}\n ]\n}',
      '4:4: /suppressions/1/rule: ',
    ],
    ['{\n "rules": {"dump/empty": fatal}\n}', '2:28: this is not JSON: '],
    ['root:x:0:0', '1:1: this is not JSON: '],
    ['\ufeff{\n "rulez": 1}', '2:2: /rulez: '],
  ])('%j', (text, message) => {
    shell.write('lsvf.config.json', text);
    const { status, stderr } = shell.run('lsvf lint "$DUMP"');
    expect(stderr.startsWith(`lsvf: lsvf.config.json:${message}`), stderr).toBe(true);
    expect(status).toBe(2);
  });

  test.each([
    ['null', '1:1: /lsvf_baseline: this is not a baseline'],
    ['{"lsvf_baseline": 1,\n "findings": []}', '1:2: /lsvf_baseline: this is not a baseline'],
    ['{"lsvf_baseline": 1,\n "findings": {"a": null}}', '2:15: /findings/a: this is not a finding'],
    [
      '{"lsvf_baseline": 1,\n "findings": {\n "a": {"count": 1e999, "rule": "x", "message": "y"}}}',
      '3:2: /findings/a: ',
    ],
  ])('baseline %j', (text, message) => {
    shell.write('b.json', text);
    const { status, stderr } = shell.run('lsvf lint "$DUMP" --baseline b.json');
    expect(stderr.startsWith(`lsvf: b.json:${message}`), stderr).toBe(true);
    expect(status).toBe(2);
  });

  test('a description', () => {
    shell.write('d.json', '{\n "functions": [\n  {"address": "01:00.0", "vsf": 1}\n ]\n}');
    const { status, stderr } = shell.run('lsvf fixture d.json');
    expect(stderr).toMatch(/^lsvf: d\.json:3:26: \/functions\/0\/vsf: /);
    expect(status).toBe(2);
  });
});

describe('descriptions of more than there is', () => {
  test.each([
    [{ functions: Array.from({ length: 500_000 }, () => 1) }, '1:15: /functions/0: '],
    [
      {
        functions: ['0000', '0001', '0002'].map((domain) => ({ address: `${domain}:01:00.0`, vfs: 65_000 })),
      },
      '/functions/1/vfs: a fixture has at most 65536 Functions, as many as a domain',
    ],
  ])('%#', (description, message) => {
    shell.write('d.json', JSON.stringify(description));
    const { status, stderr } = shell.run('lsvf fixture d.json');
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
