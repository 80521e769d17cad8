import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runHere } from './run-here.ts';

/* What a maintainer has in a folder of fixtures, and what lint says about it. */

const root = join(import.meta.dirname, '..', '..');
const igb = readFileSync(join(root, 'samples', 'igb-7vf', 'lspci-xxxx.txt'), 'latin1');
/** The bytes of the PF, as its config file has them. */
const config = Buffer.from(
  (igb.split('\n\n').find((block) => block.startsWith('0000:01:00.0')) ?? '')
    .split('\n')
    .slice(1)
    .flatMap((row) => row.split(': ')[1]?.trim().split(' ') ?? [])
    .map((digits) => parseInt(digits, 16)),
);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lsvf-fixture-files-'));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const lint = (...args: string[]) => runHere(['lint', ...args], folder);
const concise = async (...args: string[]): Promise<string> => (await lint('-f', 'concise', ...args)).stdout;

describe('a text that other programs changed', () => {
  test.each([
    ['a code fence', `\`\`\`\n${igb}\`\`\`\n`],
    ['colours', igb.replaceAll(/^(0000:\S+)/gm, '\u001b[31m$1\u001b[0m')],
    ['base64', `${Buffer.from(igb).toString('base64').replaceAll(/.{76}/g, '$&\n')}\n`],
  ])('%s: the line end that the file has is not missed', async (_what, text) => {
    put('x.txt', text);
    expect(await concise('x.txt')).not.toContain('dump/final-newline');
  });

  test('a file that lacks it is still reported', async () => {
    put('x.txt', `\`\`\`\n${igb.trimEnd()}`);
    expect(await concise('x.txt')).toContain('dump/final-newline');
  });

  test('--fix makes CR alone a line end', async () => {
    put('x.txt', igb.replaceAll('\n', '\r'));
    await lint('--fix', 'x.txt');
    expect(readFileSync(join(folder, 'x.txt'), 'latin1')).toBe(igb);
  });
});

describe('config files of a folder that hold text', () => {
  test.each([
    ['base64', config.toString('base64'), 'base64 for 4096 bytes'],
    ['hex digits', config.toString('hex'), 'hex digits for 4096 bytes'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4096\n',
      'git lfs pull',
    ],
    ['any text', 'some dummy config\n', "text ('some dummy config')"],
  ])('%s is named, and its characters are not judged as registers', async (_what, text, said) => {
    put('0000_01_00.0.config', config);
    put('0000_02_00.0.config', text);
    const out = (await concise('.')).split('\n').filter((line) => line.includes('0000_02_00.0'));
    expect(out).toEqual([expect.stringContaining(said)]);
    expect(out[0]).toContain('sysfs/config-is-bytes');
  });
});

test('a Function whose first row is missing: no rule counts as skipped for 0 bytes', async () => {
  put('x.txt', igb.replace(/^00: ff.*\n/m, ''));
  const { stdout } = await lint('x.txt');
  expect(stdout).toContain('checks were skipped');
  expect(stdout).not.toContain('lacks 0 bytes');
});
