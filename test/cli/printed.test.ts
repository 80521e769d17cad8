import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runProgram, runProgramBytes } from '../program/run-program.ts';
import { works } from '../works.ts';

/* Nothing that lsvf prints does something to a terminal, turns text around, hides, or is a command for a CI runner. */

const root = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-printed-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Written out, not by Unicode's properties: those are what is tested. */
const dangerous = [
  ...[0x1b, 0x07, 0x08, 0x7f, 0x85, 0x9b, 0x9d, 0xad, 0x34f, 0x61c, 0x115f, 0x17b4, 0x180b, 0x180e],
  ...[0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x202a, 0x202d, 0x202e, 0x2060, 0x2063, 0x2066],
  ...[0x2069, 0x206f, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xe0001, 0xe0041, 0xe007f, 0xe0100],
].map((code) => String.fromCodePoint(code));
const found = new RegExp(
  [
    '[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u115f\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164]',
    '[\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}]',
    ...['\\u034f', '\\u17b4', '\\u180b', '\\ufe0f'],
  ].join('|'),
  'u',
);
/** What GitHub's runner takes for a command, after the blanks and colours that it passes over. */
const command = /^\s*::|##\[|##vso\[/m;

const evil = `${dangerous.join('x')} ##[error]pwned ::error::pwned`;
/** A name at whose place a line may begin. */
const evilName = `::error file=a::##[group]${dangerous.join('')}.txt`;

const sample = readFileSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt'), 'utf8');
// What a terminal would act on before the rest of its line is the readers' matter, not this test's.
const inName = evil
  .replace(/[\x08\x1b\x85\x9b\x9d\u2028]x?/g, '')
  .replace('##', '\u001b]0;x\u0007\u001b[31m\u009b2J##');
const named = sample.replace(/^(0000:0[12].*)$/gm, (line) => `${line.slice(0, 40)} ${inName} [x]`);
const broken = readFileSync(join(root, 'samples/broken/sriov/num-vfs-within-total.txt'), 'utf8');
writeFileSync(join(scratch, evilName), named);
mkdirSync(join(scratch, 'bad'));
writeFileSync(join(scratch, 'bad', evilName), broken.replace(/^(\S+ ).*$/m, `$1${inName}`));
const config = { [`x\n::error::${evil}`]: 1 };
writeFileSync(join(scratch, 'config.json'), JSON.stringify(config));
writeFileSync(
  join(scratch, 'fixture.json'),
  JSON.stringify({ functions: [{ address: '01:00.0', ...config }] }),
);
writeFileSync(join(scratch, 'no.json'), `{"a": ${evil}\n::error::x`);

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function lsvf(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  return runProgram(args, {
    cwd: scratch,
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', TF_BUILD: '', ...env },
  });
}

/** What lsvf prints in a terminal. */
function inTerminal(args: readonly string[]): string {
  const words = [process.execPath, join(root, 'bin/lsvf.js'), ...args].map((word) => `'${word}'`);
  const { stdout } = spawnSync('script', ['-qec', words.join(' '), '/dev/null'], {
    cwd: scratch,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8', GITHUB_ACTIONS: '' },
  });
  return stdout.replaceAll('\r\n', '\n');
}

const dump = evilName;
const bad = join('bad', evilName);
const commands: readonly (readonly string[])[] = [
  ...['text', 'json', 'ndjson', 'markdown', 'mermaid', 'svg'].map((format) => ['tree', '-f', format, dump]),
  ['tree', '--all', dump],
  ...['text', 'json', 'ndjson', 'hex'].map((format) => ['show', '-f', format, dump]),
  ...['text', 'json', 'ndjson'].map((format) => ['shared', '-f', format, dump]),
  ...['text', 'json', 'ndjson', 'hex'].map((format) => ['shared', '--as', 'guest', '-f', format, dump]),
  ['shared', '--hazards', '--all', dump],
  ...['text', 'json', 'ndjson', 'sarif', 'junit', 'gitlab', 'checkstyle', 'markdown'].map((format) => [
    'lint',
    '--verbose',
    '--profile',
    'pedantic',
    '-f',
    format,
    bad,
    dump,
  ]),
  ...['text', 'side-by-side', 'unified', 'json', 'markdown'].map((format) => [
    'diff',
    '-f',
    format,
    dump,
    bad,
  ]),
  ['report', dump, bad, '-o', '-'],
  ['convert', '--to', 'json', dump],
  ['lint', '--config', 'config.json', dump],
  ['lint', '--config', 'no.json', dump],
  ['lint', '--baseline', 'no.json', dump],
  ['lint', evil],
  ['lint', dump, '--rule', evil],
  ['lint', dump, '-f', evil],
  ['fixture', 'fixture.json'],
  ['fixture', 'no.json'],
  ['fixture', '--pf', evil],
  ['explain', evil],
  ['tree', dump, '--ids', evil],
  ['tree', dump, '-s', evil],
  ['tree', dump, '--from', evil],
  ['tree', evil],
  ['show', dump, '--field', evil],
  ['diff', dump, bad, '--ignore', evil],
  ['convert', '--to', evil, dump],
  ['convert', '--to', 'raw', '-s', '01:00.0', dump, '-o', 'one.bin'],
  ['tree', dump, '-o', `none/${evil}`],
  [`--${evil}`],
  ['list', evil],
];

describe('for a CI runner', () => {
  test.each(commands)('%s', (...args) => {
    const { status, stdout, stderr } = lsvf(args, { GITHUB_ACTIONS: 'true' });
    expect(stdout + stderr).not.toMatch(found);
    expect(stdout + stderr).not.toMatch(command);
    expect(stdout + stderr).not.toBe('');
    expect([0, 1, 2]).toContain(status);
    expect(stderr).not.toContain('    at ');
  });

  test('the commands of --format github are ours alone', () => {
    const { stdout } = lsvf(['lint', '-f', 'github', bad], { GITHUB_ACTIONS: 'true' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^::error file=bad\/%3A%3Aerror file=a%3A%3A#\\x23\[group\]\\x1b/);
    for (const line of lines) expect(line).toMatch(/^(?:::(?:error|warning|notice) file=|lsvf: )/);
    expect(stdout).not.toMatch(found);
    expect(stdout).not.toContain('##[');
  });

  test('Azure Pipelines have commands as well, and other machines have none', () => {
    writeFileSync(join(scratch, 'vso.txt'), sample.replace('Host bridge', '##vso[task.complete]'));
    expect(lsvf(['vso.txt'], { TF_BUILD: 'True' }).stdout).toContain('#\\x23vso[task.complete]');
    expect(lsvf(['vso.txt']).stdout).toContain('##vso[task.complete]');
  });

  test('a dump in a pipe is the same dump, and commands in its names are not', () => {
    const { stdout } = lsvf(['convert', '--to', 'lspci', dump], { GITHUB_ACTIONS: 'true' });
    expect(stdout).not.toMatch(command);
    const rows = (text: string): string[] => text.split('\n').filter((line) => /^[0-9a-f]{2,3}: /.test(line));
    expect(rows(stdout).join('\n') === rows(sample).join('\n')).toBe(true);
    // Everything else of it stays.
    expect(stdout).toContain('\u202e');
  });
});

describe('bytes that have to stay', () => {
  test.each(['lspci', 'json', 'hexdump', 'sysfs-tar'])('convert --to %s', (format) => {
    const piped = runProgramBytes(['convert', '--to', format, dump], {
      cwd: scratch,
      env: { ...process.env, GITHUB_ACTIONS: '' },
    }).stdout;
    expect(lsvf(['convert', '--to', format, dump, '-o', 'out'], { GITHUB_ACTIONS: 'true' }).status).toBe(0);
    expect(readFileSync(join(scratch, 'out')).equals(piped)).toBe(true);
    if (format === 'lspci') expect(piped.toString()).toContain('##[error]pwned ::error::pwned');
    if (format === 'lspci') expect(piped.toString()).toContain('\u001b');
  });

  test('JSON says the same with escapes as without', () => {
    const { stdout } = lsvf(['tree', '-f', 'json', dump]);
    const { snapshots } = JSON.parse(stdout) as {
      snapshots: { source: string; functions: { name: string }[] }[];
    };
    expect(snapshots[0]?.source).toBe(dump);
    expect(snapshots[0]?.functions.some(({ name }) => name?.includes('\u{e0041}'))).toBe(true);
  });

  test('XML says the same with character references as without', () => {
    const { stdout } = lsvf(['lint', '-f', 'checkstyle', bad]);
    const [, name = ''] = /<file name="([^"]*)"/.exec(stdout) ?? [];
    const read = name.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    // It cannot hold C0.
    expect(read).toBe(
      bad.replace(/[\0-\x1f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`),
    );
  });
});

describe.skipIf(!works('script', ['-qec', 'true', '/dev/null']))('in a terminal', () => {
  test.each([
    ['convert', '--to', 'lspci', dump],
    ['convert', '--to', 'hexdump', dump],
    ['convert', '--to', 'json', dump],
    ['convert', '--to', 'umockdev', dump, '-o', '-'],
    ['show', '-f', 'hex', dump],
    ['tree', dump],
    ['lint', '--config', 'config.json', dump],
  ])('%s %s %s', (...args) => {
    const printed = inTerminal(args);
    expect(printed).not.toMatch(found);
    expect(printed.length).toBeGreaterThan(100);
  });

  test('with colours there are no other sequences', () => {
    const printed = inTerminal(['tree', '--color', 'always', dump]);
    expect(printed).toContain('\u001b[1m');
    expect(printed.replace(/\u001b\[\d+m/g, '')).not.toMatch(found);
  });

  test.each(['raw', 'sysfs-tar'])('%s is not text and not written to it', (format) => {
    const printed = inTerminal(['convert', '--to', format, '-s', '01:00.0', dump]);
    expect(printed).toContain(`lsvf: ${format} is not text`);
    expect(printed).not.toMatch(found);
  });
});

test('a drawing keeps the direction of a name to the name', () => {
  writeFileSync(join(scratch, 'rtl.txt'), sample.replace('Intel Corporation', '\u05d0\u05d1\u05d2 123'));
  const { stdout } = lsvf(['tree', '-f', 'svg', 'rtl.txt']);
  expect(stdout).toMatch(/class="name">[^<]*\u05d0/);
  expect(stdout).toContain('.name{unicode-bidi:isolate}');
});
