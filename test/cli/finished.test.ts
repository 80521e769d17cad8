import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

/* A run that did not come to its end has failed, and says so; exit 0 without output does not exist. */

const root = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-finished-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const dump = join(root, 'samples/igb-7vf/lspci-xxxx.txt');

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function lsvf(args: readonly string[], node: readonly string[] = []): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...node, join(root, 'bin/lsvf.js'), ...args],
    { cwd: scratch, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 64 << 20 },
  );
  return { status, stdout, stderr };
}

/** In place of every command: code that goes wrong. The module of a command has its name, or is in a chunk that has more. */
function broken(code: string): readonly string[] {
  const [hooks, path] = ['hooks.mjs', 'broken.mjs'].map((name) => join(scratch, name)) as [string, string];
  writeFileSync(
    hooks,
    `const broken = (name) => name + ': async () => {' + ${JSON.stringify(code)} + '}';
     export async function load(url, context, next) {
       const [, name] = /\\/dist\\/chunks\\/([a-z]+)-\\w+\\.js$/.exec(url) ?? [];
       if (name === undefined || !url.includes('/dist/')) return next(url, context);
       if (name !== 'chunk')
         return {
           format: 'module',
           shortCircuit: true,
           source: 'export const { ' + name + ' } = { ' + broken(name) + ' };',
         };
       const { source, ...rest } = await next(url, context);
       const taken = '\\\\(\\\\{\\\\w+:(tree|report)\\\\$[^}]*\\\\}\\\\)=>\\\\(\\\\{[^}]*\\\\}\\\\)';
       // Functions that run at each start are in parentheses.
       const inChunk = new RegExp('import\\\\("[^"]+"\\\\)\\\\.then\\\\((?:\\\\(' + taken + '\\\\)|' + taken + ')\\\\)', 'g');
       const text = String(source).replace(
         inChunk,
         (_, one, other) => 'Promise.resolve({ ' + broken(one ?? other) + ' })',
       );
       return { ...rest, source: text };
     }\n`,
  );
  writeFileSync(
    path,
    `import { register } from 'node:module';\nregister(${JSON.stringify(pathToFileURL(hooks).href)});\n`,
  );
  return ['--import', pathToFileURL(path).href];
}

const commands: readonly (readonly string[])[] = [
  ['tree', dump],
  ['show', dump],
  ['shared', dump],
  ['lint', dump],
  ['diff', dump, dump],
  ['convert', '--to', 'json', dump],
  ['convert', '--to', 'json', dump, '-o', 'out.json'],
  ['fixture', '--pf', '01:00.0'],
  ['report', dump, '-o', 'out.html'],
  ['explain', 'sriov'],
  ['list', 'rules'],
  ['schema', 'tree'],
  ['completion', 'bash'],
];

describe('a command that waits for what never comes', () => {
  test.each(commands)('%s %s %s', (...args) => {
    const { status, stderr } = lsvf(args, broken('await new Promise(() => {});'));
    expect(stderr).toMatch(/^lsvf: it did not finish: .*\n$/);
    expect(status).toBe(2);
  });

  test('also when it has written something, and said that all is well', () => {
    const code = "process.exitCode = 0; process.stdout.write('beginning'); await new Promise(() => {});";
    const { status, stdout, stderr } = lsvf([dump], broken(code));
    expect([status, stdout]).toEqual([2, 'beginning']);
    expect(stderr).toContain('did not finish');
  });

  test('and when something ends the process', () => {
    const { status, stderr } = lsvf([dump], broken('process.exit(0);'));
    expect(status).toBe(2);
    expect(stderr).toContain('did not finish');
  });
});

describe('what nobody catches exits 2, for 1 means findings', () => {
  test.each([
    [
      'an exception',
      "setTimeout(() => { throw new TypeError('no such thing'); }); await new Promise(() => {});",
    ],
    [
      'a rejection',
      "Promise.reject(new TypeError('no such thing')); await new Promise((done) => setTimeout(done, 50));",
    ],
    [
      'an exception after findings',
      "process.exitCode = 1; setTimeout(() => { throw new TypeError('no such thing'); });",
    ],
    ['what the command throws', "throw new TypeError('no such thing');"],
  ])('%s', (_, code) => {
    const { status, stderr } = lsvf(['lint', dump], broken(code));
    const [first, second] = stderr.split('\n');
    expect(first).toBe('lsvf: a defect of lsvf, please report it: TypeError: no such thing');
    expect(second).toMatch(/^ {4}at /);
    expect(status).toBe(2);
  });

  test('what is thrown need not be an error', () => {
    const { status, stderr } = lsvf(
      [dump],
      broken('Promise.reject(undefined); await new Promise(() => {});'),
    );
    expect([status, stderr]).toEqual([2, 'lsvf: a defect of lsvf, please report it: undefined\n']);
  });

  test('its message does nothing to a terminal', () => {
    const { stderr } = lsvf([dump], broken("throw new Error('a\\u001b[31m\\u202e');"));
    expect(stderr.split('\n')[0]).toBe('lsvf: a defect of lsvf, please report it: Error: a\\x1b[31m\\u202e');
  });
});

describe('nothing to show is said', () => {
  test.each([
    ['shared', '-f', 'ndjson', 'none.txt'],
    ['shared', '--as', 'guest', 'none.txt'],
    ['shared', '--as', 'guest', '-f', 'hex', 'none.txt'],
    ['shared', '--as', 'guest', '-f', 'ndjson', 'none.txt'],
    ['shared', '-f', 'ndjson', '-s', '00:00.0', dump],
    ['lint', '-f', 'ndjson', 'none.txt'],
  ])('%s %s %s', (...args) => {
    const rows = ['00: 86 80 c0 29', '10: 00 00 00 00', '20: 00 00 00 00', '30: 00 00 00 00'];
    const row = (text: string): string => `${text} ${'00 '.repeat(12).trim()}`;
    writeFileSync(join(scratch, 'none.txt'), `00:00.0 Host bridge: X\n${rows.map(row).join('\n')}\n\n`);
    const { status, stdout, stderr } = lsvf(args);
    expect([status, stderr === '' && stdout === '']).toEqual([0, false]);
  });
});

test('a command that came to its end has its own exit code', () => {
  expect(lsvf(['tree', dump])).toMatchObject({ status: 0, stderr: '' });
  expect(lsvf(['--version']).status).toBe(0);
  expect(lsvf(['--help']).status).toBe(0);
  expect(lsvf(['diff', dump, join(root, 'samples/multi-pf/lspci-xxxx.txt')]).status).toBe(1);
  expect(lsvf(['--nothing']).status).toBe(2);
});
