import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { capture, taken } from './captured.ts';
import { abridged, documents, type Example, examplesIn, root, textOf, withExamples } from './documents.ts';
import { terminalSvg } from './terminal-svg.ts';

/*
 * What README and the guides show of commands is what they print. `UPDATE_GUIDES=1 npx vitest run test/guides` writes the
 * outputs and the picture anew; read what changed. Everything runs in this process: a start of Node each would take minutes.
 */
vi.mock('../../src/cli/write-all.ts', async (original) => {
  const { writeAll } = await original<typeof import('../../src/cli/write-all.ts')>();
  return { writeAll: capture(writeAll) };
});

const update = process.env['UPDATE_GUIDES'] === '1';
const home = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-guides-'));
const environment = { ...process.env };
const argv = process.argv;

beforeAll(() => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  vi.stubGlobal('LSVF_VERSION', version);
  Object.assign(process.env, { NO_COLOR: '1', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', COLUMNS: '80' });
  for (const name of ['FORCE_COLOR', 'GITHUB_ACTIONS', 'TF_BUILD']) delete process.env[name];
});
afterAll(() => {
  process.chdir(home);
  process.env = environment;
  process.argv = argv;
  rmSync(scratch, { recursive: true, force: true });
});

const wordsOf = (line: string): string[] =>
  (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", ''));

let code = 0;

async function lsvf(args: readonly string[]): Promise<string> {
  const { run } = await import('../../src/cli/run.ts');
  process.argv = [process.execPath, 'lsvf', ...args];
  process.exitCode = undefined;
  await run();
  code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return taken();
}

/** Runs one line as a shell would: lsvf in this process, all else in a shell. */
async function outputOf(line: string): Promise<string> {
  if (line === 'echo $?') return `${code}\n`;
  const [name, ...args] = wordsOf(line);
  if (name === 'lsvf' && !/[|<>;&$]/.test(line.replace(/'[^']*'/g, ''))) return lsvf(args);
  const script = line.replace(/\blsvf /g, `'${process.execPath}' '${join(root, 'bin/lsvf.js')}' `);
  const { stdout, status } = spawnSync('sh', ['-c', `exec 2>&1\n${script}`], { encoding: 'utf8' });
  code = status ?? 2;
  return stdout;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

describe.each(documents)('%s', (path) => {
  const text = textOf(path);
  const blocks = examplesIn(text);
  const folder = mkdtempSync(join(scratch, 'examples-'));
  symlinkSync(join(root, 'samples'), join(folder, 'samples'));
  const got: Example[][] = [];

  for (const block of blocks) {
    const examples: Example[] = [];
    got.push(examples);
    for (const { command, output } of block) {
      test(`$ ${command}`, async () => {
        process.chdir(folder);
        const printed = abridged(linesOf(await outputOf(command)), output);
        examples.push({ command, output: printed });
        if (!update) expect(printed).toEqual(output);
      });
    }
  }

  test('its examples are up to date', () => {
    const written = withExamples(text, got);
    if (update && written !== text) writeFileSync(join(root, path), written);
    else expect(written).toBe(text);
  });
});

test('the picture of the tree is what the terminal shows', async () => {
  process.chdir(root);
  process.env['COLUMNS'] = '90';
  const command = 'lsvf tree samples/detached-q35/lspci-xxxx.txt';
  const text = await lsvf([...wordsOf(command).slice(1), '--color', 'always']);
  process.env['COLUMNS'] = '80';
  const svg = terminalSvg(command, text);
  const path = join(root, 'src/guides/tree.svg');
  if (update) writeFileSync(path, svg);
  else expect(readFileSync(path, 'utf8')).toBe(svg);
  expect(svg).toContain('detached\u00a0VF');
});

test('a changed output is seen, and what is left out is between what is shown', () => {
  const text = 'a\n```console\n$ lsvf x\none\n…\nfive\n$ echo $?\n0\n```\n';
  const [[first, second] = []] = examplesIn(text);
  expect(second).toEqual({ command: 'echo $?', output: ['0'] });
  const shown = abridged(['one', 'two', 'three', 'five'], first?.output ?? []);
  expect(shown).toEqual(['one', '…', 'five']);
  expect(abridged(['two', 'three', 'six'], first?.output ?? [])).toEqual(['two', '…', 'six']);
  expect(withExamples(text, [[{ command: 'lsvf x', output: ['new'] }]])).toBe(
    'a\n```console\n$ lsvf x\nnew\n```\n',
  );
});
