// Evaluates modules of src/ for the build: this Node need not know TypeScript.
import { build } from 'esbuild';

/** What the text of a module exports; its imports are relative to the root. */
export async function evaluated(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.', loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
