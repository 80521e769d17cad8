// Bundles bench.ts for this Node, which need not know TypeScript, and runs it.
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const outfile = 'node_modules/.cache/lsvf-bench.mjs';
await build({ entryPoints: ['test/bench/bench.ts'], outfile, bundle: true, platform: 'node', format: 'esm' });
try {
  await import(pathToFileURL(outfile));
} finally {
  rmSync(outfile);
}
