import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';

const { files, unpackedSize } = inject('packed');
const user = inject('user');
const manifest = (name: string) =>
  JSON.parse(readFileSync(join(user, 'node_modules', name, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };

test('the package holds what is needed, and nothing else', () => {
  const known = /^(?:bin|dist)\/|^(?:package\.json|README\.md|LICENSE)$/;
  expect(files.filter((path) => !known.test(path))).toEqual([]);
  for (const path of ['bin/lsvf.js', 'dist/index.js', 'dist/lsvf.1', 'dist/THIRD_PARTY_LICENSES', 'LICENSE'])
    expect(files).toContain(path);
});

// The command line, and beside it the modules of the library one by one, for bundlers.
test('it is under 4.8 MB unpacked', () => expect(unpackedSize).toBeLessThan(4.8e6));

test('npm warns about nothing when it is installed', () => {
  const said = inject('said');
  expect(said).toMatch(/^added \d+ packages/m);
  expect(said).not.toMatch(/warn|deprecated|EBADENGINE/i);
});

test('no package runs a script when it is installed', () => {
  const modules = join(user, 'node_modules');
  const installed = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|node_modules\/)(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(path))
    .map((path) => path.slice(0, -'/package.json'.length));
  expect(installed).toEqual(
    expect.arrayContaining(['lsvf', ...Object.keys(manifest('lsvf').dependencies ?? {})]),
  );
  for (const name of installed)
    for (const hook of ['preinstall', 'install', 'postinstall'])
      expect(manifest(name).scripts?.[hook], `${hook} of ${name}`).toBeUndefined();
});
