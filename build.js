// Builds dist/: the library as modules with their types (tsc), the CLI as two files (esbuild): the command line, and
// the commands with all that they need.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

execFileSync(process.execPath, ['generate.js'], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', '.'], { stdio: 'inherit' });
for (const [entry, outfile] of [
  ['src/cli/main.ts', 'dist/cli.cjs'],
  ['src/cli/commands/index.ts', 'dist/commands.cjs'],
]) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // Names stay, for the stack of a bug.
    minifyWhitespace: true,
    minifySyntax: true,
    define: { LSVF_VERSION: JSON.stringify(version) },
    legalComments: 'none',
    supported: { 'dynamic-import': false },
    alias: { 'node:child_process': './src/cli/no-child-process.ts' },
  });
}

// Compiled code of the commands for this Node: with it lsvf starts in two thirds of the time.
execFileSync(process.execPath, ['cache.js'], { stdio: 'inherit' });

// The schema of lsvf.config.json, from the code that reads it.
const { configJsonSchema } = await import('./dist/lint/config.js');
const { rules } = await import('./dist/lint/rules/index.js');
writeFileSync('dist/config.schema.json', `${JSON.stringify(configJsonSchema(rules), null, 2)}\n`);
