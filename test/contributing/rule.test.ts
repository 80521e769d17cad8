import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * CONTRIBUTING's recipe for a rule, followed in a copy: one file is written by hand, its first command writes the rest, and
 * the tests that it names run for the new rule. The build and the command line that it shows are tested elsewhere.
 */
const root = join(import.meta.dirname, '..', '..');
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const section = contributing.split('\n## Add a rule\n')[1]?.split('\n## ')[0] ?? '';
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(section)?.[1] ?? '';
const path = /`(src\/lint\/rules\/[^`]+\.ts)`/.exec(section)?.[1] ?? '';
const id = path.slice('src/lint/rules/'.length, -'.ts'.length);
const commands = block('sh')
  .split('\n')
  .filter((line) => line !== '');

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'lsvf-recipe-'));
  for (const name of ['src', 'samples', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(root, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (command: string): string =>
  execFileSync('/bin/sh', ['-c', command], {
    cwd: copy,
    encoding: 'utf8',
    stdio: 'pipe',
    // CI fails on skipped tests (test/no-skips.ts), and those of the other rules are.
    env: { ...process.env, CI: '', NO_COLOR: '1', FORCE_COLOR: undefined },
  });

/** The text of each file of the copy, by its path. */
function files(): Map<string, string> {
  const entries = ['src', 'samples', 'test'].flatMap((top) =>
    readdirSync(join(copy, top), { recursive: true, withFileTypes: true }),
  );
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((file) => [file.slice(copy.length + 1), readFileSync(file, 'latin1')]));
}

test('the recipe needs one file written by hand, and leaves the tests of the rule green', () => {
  const before = files();
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), block('ts'));

  expect(commands[0]).toBe('npm run generate');
  run('npm run generate');
  const after = files();
  expect([...before.keys()].filter((file) => !after.has(file))).toEqual([]);
  const changed = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
  expect(changed).toEqual(
    expect.arrayContaining([path, `samples/broken/${id}.txt`, 'src/lint/rules/README.md']),
  );
  // The lists of the rules, and nothing that belongs to another rule.
  expect(changed.filter((file) => !file.includes(id) && !/^src\/lint\/[^/]*(\/[^/]*)?$/.test(file))).toEqual(
    [],
  );
  expect(readFileSync(join(copy, 'src/lint/rules/README.md'), 'utf8')).toContain(`| \`${id}\` |`);

  const tests = commands.find((line) => line.startsWith('npx vitest run ')) ?? '';
  expect(tests.split(' ').slice(3)).toEqual(['test/rules', 'test/lint', 'test/reference']);
  const said = run(`npx vitest run test/rules test/lint/broken.test.ts -t '${id}'`);
  expect(said).toMatch(/Tests +[4-9] passed/);
}, 120_000);
