import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Platform } from 'esbuild';
import { expect, test } from 'vitest';
import { tableMarkdown } from '../../src/output/markdown.ts';

/** What a program that uses the library becomes when esbuild bundles it, minified: `UPDATE_README=1` writes the table. */
const root = resolve(import.meta.dirname, '..', '..');
const uses = [
  { what: 'parse an address', from: 'lsvf', names: 'parseAddress', atMost: 3_000 },
  { what: 'list the VFs of a text dump', from: 'lsvf', names: 'listVfs', atMost: 250_000 },
  { what: 'read any dump, with its tree', from: 'lsvf', names: 'readSnapshots, topology', atMost: 1_000_000 },
  { what: 'lint what was read', from: 'lsvf/lint', names: 'lint', atMost: 850_000 },
] as const;

async function sizeOf(from: string, names: string, platform: Platform): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${names} } from '${from}';\nconsole.log(${names});`,
      resolveDir: root,
      loader: 'js',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform,
    logLevel: 'error',
  });
  return outputFiles[0]?.contents.length ?? Number.NaN;
}

test.each(uses)('$what: at most $atMost bytes', async ({ from, names, atMost }) => {
  for (const platform of ['browser', 'node'] as const)
    expect(await sizeOf(from, names, platform), platform).toBeLessThan(atMost);
});

test('the README has the sizes', async () => {
  const rows = await Promise.all(
    uses.map(async ({ what, from, names }) => ({
      what,
      import: `\`import { ${names} } from '${from}'\``,
      minified: `${Math.ceil((await sizeOf(from, names, 'browser')) / 1000)} KB`,
    })),
  );
  const path = join(root, 'src/library/README.md');
  const readme = readFileSync(path, 'utf8');
  const written = readme.replace(
    /<!-- sizes -->[\s\S]*<!-- \/sizes -->/,
    () => `<!-- sizes -->\n${tableMarkdown(['what', 'import', 'minified'], rows)}<!-- /sizes -->`,
  );
  if (process.env['UPDATE_README'] === '1') writeFileSync(path, written);
  // Kilobytes come and go with every table: the row is there, and what the size may be is held above.
  for (const { what } of rows) expect(written).toContain(`| ${what} |`);
});
