// Builds dist/: the library as modules with their types (tsc), the CLI as one file (esbuild).
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
await build({
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  define: { LSVF_VERSION: JSON.stringify(version) },
  legalComments: 'none',
});

// The schema of lsvf.config.json, from the code that reads it.
const { configJsonSchema } = await import('./dist/lint/config.js');
const { rules } = await import('./dist/lint/rules/index.js');
writeFileSync('dist/config.schema.json', `${JSON.stringify(configJsonSchema(rules), null, 2)}\n`);
