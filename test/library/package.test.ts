import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));

test('what a user writes against the published types compiles, and mistakes do not', () => {
  const project = join(root, 'test/library/consumer');
  // Fails with tsc's own words when anything is not as the file says.
  const out = execFileSync(process.execPath, [join(typescript, 'bin/tsc'), '-p', project], {
    encoding: 'utf8',
  });
  expect(out).toBe('');
}, 60_000);

test("the README's examples compile against the published types", () => {
  const readme = readFileSync(join(root, 'src/library/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  expect(blocks.length).toBeGreaterThanOrEqual(3);
  // In the project, so that it finds lsvf as a user's file does.
  const folder = mkdtempSync(join(root, 'test/library/readme-'));
  try {
    // One file: the later ones go on with what the first one has.
    writeFileSync(join(folder, 'readme.ts'), `${blocks.join('\n')}\nexport { notes };\n`);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../consumer/tsconfig.json', include: ['.'] }),
    );
    const { stdout, status } = spawnSync(process.execPath, [join(typescript, 'bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('the written-out names are those that the tables give', () => {
  const folder = mkdtempSync(join(root, 'test/library/names-'));
  const compared = (written: string): string => {
    writeFileSync(
      join(folder, 'names.ts'),
      `import type { FieldPath as Written } from '../../../dist/types/registers/index.d.ts';
       import type { FieldPath as Computed } from '../../../src/registers/index.ts';
       type Beside<A, B> = [A] extends [B] ? never : A;
       type Names = ${written};
       export const same: [Beside<Names, Computed>, Beside<Computed, Names>] extends [never, never] ? true : false = true;
       export const path: Written = 'ea.entry[2].format.enable';\n`,
    );
    const args = [join(typescript, 'bin/tsc'), '-p', folder];
    return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout;
  };
  try {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: ['names.ts'] }),
    );
    expect(compared('Written')).toBe('');
    expect(compared("Exclude<Written, 'header.command'>")).toContain('names.ts(5');
    expect(compared("Written | 'header.comand'")).toContain('names.ts(5');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('the published types need no package that users do not have', () => {
  const files = readdirSync(join(root, 'dist/types'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => readFileSync(join(root, 'dist/types', file), 'utf8'));
  const named = texts.flatMap((text) => [
    ...text.matchAll(/(?:from |import\(?|module )['"]([^'".][^'"]*)['"]/g),
  ]);
  expect([...new Set(named.map(([, name]) => name))].sort()).toEqual(['vitest']);
});

describe('the package as npm packs it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lsvf-pack-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const pack = (): string => {
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: root,
      stdio: 'pipe',
    });
    return join(folder, readdirSync(folder)[0] as string);
  };

  test('its types lead where its code is', async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(pack()))));
    if (!result.types) throw new Error('the package has no types');
    // The package is ESM alone, for Node from 20.19 on and for bundlers.
    const counting = result.problems.filter(
      (problem) =>
        !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)) &&
        !('entrypoint' in problem && problem.entrypoint.endsWith('.json')),
    );
    expect(counting).toEqual([]);
  }, 60_000);

  test('its entries are in order', async () => {
    const { messages, pkg } = await publint({ pkgDir: root, level: 'suggestion', strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  }, 60_000);
});
