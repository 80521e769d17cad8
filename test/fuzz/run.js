// Bundles fuzz.ts for this Node, which need not know TypeScript, and runs it.
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const outfile = `node_modules/.cache/lsvf-fuzz-${process.pid}.mjs`;
await build({
  entryPoints: ['test/fuzz/fuzz.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  // The stack of a failure names the files of src/.
  sourcemap: 'inline',
});
process.setSourceMapsEnabled(true);
try {
  await import(pathToFileURL(outfile));
} finally {
  rmSync(outfile);
}
