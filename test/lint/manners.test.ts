import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { concise } from '../../src/output/lint/annotations.ts';
import { linked, safeLinked } from '../../src/output/text/safe.ts';
import { runHere } from './run-here.ts';

const root = join(import.meta.dirname, '..', '..');
const igb = readFileSync(join(root, 'samples', 'igb-7vf', 'lspci-xxxx.txt'), 'utf8');
const over = readFileSync(join(root, 'samples/broken/sriov/num-vfs-within-total.txt'), 'utf8');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lsvf-manners-'));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const at = (path: string): string => readFileSync(join(folder, path), 'utf8');
const lint = (...args: string[]) => runHere(['lint', ...args], folder);

describe('--print-config', () => {
  test('says for an input what holds, and who says so', async () => {
    put('lsvf.config.json', '{"profile": "strict", "rules": {"pcie/*": "off"}}');
    const overrides = [{ files: ['old/**'], rules: { 'sriov/num-vfs-within-total': 'info' } }];
    put('a/lsvf.config.json', JSON.stringify({ overrides }));
    put('a/old/x.txt', over);
    put('x.txt', over);
    const inA = JSON.parse((await lint('--print-config', 'a/old/x.txt', '--rule', 'vf/*=off')).stdout);
    expect(inA).toMatchObject({
      input: 'a/old/x.txt',
      config: 'a/lsvf.config.json',
      profile: { value: 'recommended', from: 'default' },
      rules: {
        'sriov/num-vfs-within-total': {
          severity: 'info',
          from: 'a/lsvf.config.json: /overrides/0/rules/sriov~1num-vfs-within-total',
        },
        'vf/no-flr': { severity: 'off', from: '--rule' },
        'caps/loop': { severity: 'error', from: 'profile recommended' },
      },
    });
    const here = JSON.parse((await lint('--print-config', 'x.txt')).stdout);
    expect(here.profile).toEqual({ value: 'strict', from: 'lsvf.config.json: /profile' });
    const [level] =
      Object.entries(here.rules)
        .find(([id]) => id.startsWith('pcie/'))
        ?.slice(1) ?? [];
    expect(level).toEqual({ severity: 'off', from: 'lsvf.config.json: /rules/pcie~1*' });
    const alone = JSON.parse((await lint('--print-config', 'x.txt', '--no-config')).stdout);
    expect(alone).toMatchObject({ config: null, profile: { from: 'default' } });
  });

  test('takes one path', async () => {
    put('x.txt', over);
    expect((await lint('--print-config', 'x.txt', '.')).status).toBe(2);
  });
});

describe('--fix', () => {
  const crlf = igb.replaceAll('\n', '\r\n');
  test('repairs files, then lints them', async () => {
    put('a.txt', crlf);
    const { status, stderr } = await lint('--fix', '--profile', 'strict', 'a.txt');
    expect([status, stderr]).toEqual([0, expect.stringContaining('repaired a.txt')]);
    expect(at('a.txt')).toBe(igb);
    expect((await lint('--fix', 'a.txt')).stderr).not.toContain('repaired');
  });

  test('leaves alone what a rule that is off is about', async () => {
    put('a.txt', crlf);
    put('lsvf.config.json', '{"rules": {"dump/lf-line-ends": "off"}}');
    await lint('--fix', 'a.txt');
    expect(at('a.txt')).toBe(crlf);
  });

  test('--dry-run shows a diff and writes nothing', async () => {
    put('a.txt', over.trimEnd());
    const { status, stdout } = await lint('--fix', '--dry-run', 'a.txt');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^--- a\.txt\n\+\+\+ a\.txt\n@@ -\d+,\d+ \+\d+,\d+ @@\n/);
    expect(stdout).toMatch(/\n-([^\n]+)\n\\ No newline at end of file\n\+\1\n$/);
    expect(at('a.txt')).toBe(over.trimEnd());
  });

  test('does nothing to standard input', async () => {
    expect((await lint('--fix', '-')).status).toBe(2);
  });
});

describe('--init', () => {
  // The folder is named: what is known of `.` is kept for a run, and these are runs of one process.
  const init = (...flags: string[]) => runHere(['lint', '--init', ...flags, folder], tmpdir());
  const files = ['lsvf.config.json', '.pre-commit-config.yaml', '.github/workflows/lsvf.yml'];

  test('writes the configuration, the hook and the workflow, and says what lint finds', async () => {
    put('fixtures/over.txt', over);
    put('vendor/other/lspci-copy.txt', over);
    const { status, stdout } = await init();
    expect(status).toBe(0);
    for (const file of files) expect(stdout).toContain(`wrote ${file}\n`);
    expect(stdout).toMatch(/error +sriov\/num-vfs-within-total in 1 file/);
    expect(JSON.parse(at('lsvf.config.json'))).toMatchObject({ ignore: ['vendor/'] });
    const [hook] = parse(at('.pre-commit-config.yaml')).repos[0].hooks;
    expect(new RegExp(hook.files).test('fixtures/over.txt')).toBe(true);
    expect(new RegExp(hook.files).test('src/over.txt')).toBe(false);
    // It fetches no package by name: the repository does not depend on one.
    expect(parse(at('.github/workflows/lsvf.yml')).jobs.lint.steps.at(-1).run).toBe(
      'lsvf lint --format github .',
    );
    // What it wrote is a configuration that lint takes.
    expect((await runHere(['lint', folder], tmpdir())).status).toBe(1);
  });

  test('keeps what is there, and says so', async () => {
    put('fixtures/over.txt', over);
    for (const file of files) put(file, file.endsWith('.json') ? '{}' : 'a: 1\n');
    const { stdout } = await init();
    for (const file of files) {
      expect(stdout).toContain(`kept ${file}, which is there already`);
      expect(at(file)).toBe(file.endsWith('.json') ? '{}' : 'a: 1\n');
    }
    expect(stdout).toContain('add to it:\n    repos:\n');
  });

  test('--dry-run writes nothing', async () => {
    put('fixtures/over.txt', over);
    const { status, stdout } = await init('--dry-run');
    expect(status).toBe(0);
    for (const file of files) {
      expect(stdout).toContain(`would write ${file}:\n`);
      expect(existsSync(join(folder, file))).toBe(false);
    }
    expect(stdout).toMatch(/sriov\/num-vfs-within-total/);
  });

  test('goes through no link', async () => {
    put('fixtures/over.txt', over);
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync('elsewhere', join(folder, '.github'));
    expect((await init()).stdout).toContain('did not write .github/workflows/lsvf.yml');
    expect(existsSync(join(folder, 'elsewhere/workflows'))).toBe(false);
  });

  test('a name is no expression of the hook, and no YAML', async () => {
    put("it's (x)+/over.txt", over);
    await init();
    const [hook] = parse(at('.pre-commit-config.yaml')).repos[0].hooks;
    expect(new RegExp(hook.files).test("it's (x)+/over.txt")).toBe(true);
    expect(new RegExp(hook.files).test("it's xx/over.txt")).toBe(false);
  });

  test('its hook is for the files that the published one is for', async () => {
    // What writes is replaced by run-here.ts, which must be first.
    const { hookFiles } = await import('../../src/cli/lint-init.ts');
    const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
    expect(hookFiles).toBe(hook.files);
  });
});

test('--dry-run alone is a mistake', async () => expect((await lint('--dry-run', '.')).status).toBe(2));

describe('links of --format concise', () => {
  const finding = (file: string) => ({
    rule: 'dump/gap',
    severity: 'error',
    message: 'a \u001b]8;;file://evil\u001b\\message',
    source: file,
    at: { file, line: 3, column: 2 },
    function: null,
    suppressed: null,
  });
  const report = (file: string) =>
    ({ findings: [finding(file)] }) as unknown as Parameters<typeof concise>[0];
  const link = (file: string): string => pathToFileURL(file).href;
  const escapes = (text: string): string[] => text.match(/\u001b[^\u001b]*/g) ?? [];

  test('lead to the file, on a terminal alone', () => {
    const text = safeLinked(concise(report('/x/a b.txt'), { link }));
    expect(text).toContain('\u001b]8;;file:///x/a%20b.txt\u001b\\/x/a b.txt:3:2\u001b]8;;\u001b\\: error');
    expect(concise(report('/x/a b.txt'))).not.toContain('\u001b');
  });

  test.each([
    'a\u001b\\b\u001b]0;title\u0007.txt',
    'a\u0007\u009c.txt',
    'a\u001b]8;;http://example.org\u001b\\.txt',
    '\u202e.txt',
  ])('hold no escape of a hostile name', (name) => {
    const text = safeLinked(concise(report(`/x/${name}`), { link }));
    // The two of the link, each with its end; none of the name or the message.
    expect(escapes(text)).toHaveLength(4);
    expect(text).not.toMatch(/[\u0007\u009c\u202e]|evil\u001b/);
  });

  test('an address that is not of a file, or not plain, is not one', () => {
    expect(linked('x', 'https://example.org')).toBe('x');
    expect(linked('x', 'file:///a\u001b\\')).toBe('x');
  });

  test('are not written where no terminal is', async () => {
    put('x.txt', over);
    expect((await lint('-f', 'concise', 'x.txt')).stdout).not.toContain('\u001b');
  });
});
