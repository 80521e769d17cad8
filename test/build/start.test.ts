import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files that a run loads, as V8 counts them. */
function loaded(...args: string[]): string[] {
  const coverage = mkdtempSync(join(folder, 'run-'));
  execFileSync('sh', ['-c', '"$@" > /dev/null || true', 'sh', process.execPath, 'bin/lsvf.js', ...args], {
    cwd: root,
    env: { ...process.env, NODE_V8_COVERAGE: coverage },
  });
  const modules = readdirSync(coverage).flatMap(
    (file): { url: string }[] => JSON.parse(readFileSync(join(coverage, file), 'utf8')).result,
  );
  return modules.filter(({ url }) => url.startsWith('file:')).map(({ url }) => basename(url));
}

test.each(['igb-7vf', 'multi-pf', 'nvme-4vf'])(
  'the tree of %s loads few files and no table late',
  (sample) => {
    const files = loaded(`samples/${sample}/lspci-xxxx.txt`);
    expect(files).toContain('cli.js');
    expect(files).not.toContain('tables.cjs');
    expect(files.length).toBeLessThanOrEqual(5);
  },
);

test('a table that few need is loaded when it is asked for', () => {
  expect(loaded('show', '01:00.0', 'samples/igb-7vf/lspci-xxxx.txt')).toContain('tables.cjs');
});

test('a bundle without that file says how to bundle', async () => {
  const file = join(folder, 'bundle.mjs');
  const contents = `import { decode, readSnapshot } from './dist/index.js';
    const { functions } = await readSnapshot('samples/igb-7vf/lspci-xxxx.txt');
    for (const fn of functions) console.log(decode(fn).text('aer.capabilities_and_control.first_error_pointer'));`;
  await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: file,
  });
  const { status, stderr } = spawnSync(process.execPath, [file], { cwd: root, encoding: 'utf8' });
  expect(stderr).toContain('set the condition "module" in the bundler, or leave lsvf external');
  expect(status).toBe(1);
});

test('a bundle of ES modules says that it cannot unpack xz, and does not call the file damaged', async () => {
  const packed = join(folder, 'dump.txt.xz');
  writeFileSync(packed, Buffer.from('/Td6WFoAAATm1rRGAAAAABzfRCEftvN9AQAAAAAEWVo=', 'base64'));
  const file = join(folder, 'xz.mjs');
  const contents = `import { readSnapshot } from './dist/modules/index.js';
    console.log((await readSnapshot(process.argv[2])).diagnostics[0].code);`;
  const entry = { stdin: { contents, resolveDir: root }, logLevel: 'silent' } as const;
  await build({ ...entry, bundle: true, format: 'esm', platform: 'node', outfile: file });
  const { stdout } = spawnSync(process.execPath, [file, packed], { encoding: 'utf8' });
  expect(stdout.trim()).toBe('archive/packing-not-read');
});
