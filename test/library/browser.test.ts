import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';

const root = resolve(import.meta.dirname, '..', '..');
const browser = await startChromium();
afterAll(() => browser?.close());

/** A page's script that uses the library, bundled as a web developer would. */
const bundle = () =>
  build({
    stdin: {
      contents: `
        import { decode, functionAt, readSnapshot, topology } from 'lsvf';
        import { lint } from 'lsvf/lint';
        globalThis.sizes = async (archives) => {
          const sizes = {};
          for (const [name, base64] of archives) {
            const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
            const { functions, diagnostics } = await readSnapshot(bytes, { name });
            sizes[name] = [functions.length, diagnostics.length];
          }
          return sizes;
        };
        globalThis.look = async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const snapshot = await readSnapshot(bytes, { name: 'dropped.tar.gz' });
          return {
            roles: topology(snapshot).functions.map(({ role }) => role),
            vfs: decode(functionAt(snapshot, '01:00.0')).get('sriov.num_vfs'),
            findings: lint(snapshot).findings.length,
          };
        };`,
      resolveDir: root,
      loader: 'js',
    },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    metafile: true,
    logLevel: 'silent',
  });

test('nothing that a browser does not have is reachable', async () => {
  const { metafile, warnings } = await bundle();
  // Of what only has to be in one chunk nothing is used; in node_modules esbuild does not mention it.
  expect(warnings.filter(({ id }) => id !== 'ignored-bare-import')).toEqual([]);
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain('dist/modules/library/index.js');
  const ofNode = /getBuiltinModule|["']node:/;
  expect(inputs.filter((name) => name.startsWith('node:'))).toEqual([]);
  const ours = inputs.filter((name) => name.startsWith('dist/'));
  expect(ours.filter((name) => ofNode.test(readFileSync(join(root, name), 'utf8')))).toEqual([]);
});

describe.skipIf(!browser)('in Chromium', () => {
  test('an archive is read and looked at in a page', async () => {
    const { outputFiles } = await bundle();
    const page = await (browser as Browser).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto('about:blank');
    await page.evaluate(outputFiles[0]?.text as string);
    const archive = readFileSync(join(root, 'samples/igb-7vf/sysfs.tar.gz')).toString('base64');
    const seen = await page.evaluate(`look(${JSON.stringify(archive)})`);
    expect(faults).toEqual([]);
    expect(seen).toMatchObject({ vfs: 7, findings: expect.any(Number) });
    const archiveFolder = join(root, 'test/fuzz/archives');
    const archives = readdirSync(archiveFolder).map((name) => [
      name,
      readFileSync(join(archiveFolder, name), 'base64'),
    ]);
    expect(archives.length).toBeGreaterThan(10);
    expect(await page.evaluate(`sizes(${JSON.stringify(archives)})`)).toEqual(
      Object.fromEntries(archives.map(([name]) => [name, [2, 0]])),
    );
    const { roles } = seen as { roles: string[] };
    expect(roles.filter((role) => role === 'vf')).toHaveLength(7);
  }, 60_000);
});
