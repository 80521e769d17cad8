// Writes the modules of the library one by one, dist/modules/: a bundler takes those that a program uses and leaves the
// others. Packages that are not dependencies are in the modules that import them.
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { checkLicenses } from './licenses.js';
import { modulesOfNode, zipDirectoryOnly } from './plugins.js';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const options = {
  outdir: 'dist/modules',
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  external: Object.keys(dependencies),
};

/** Files of src/ that the library leads to. */
async function reached() {
  const { metafile } = await build({
    ...options,
    entryPoints: ['src/index.ts', 'src/library/index.ts', 'src/library/lint.ts', 'src/library/fixture.ts'],
    plugins: [zipDirectoryOnly, modulesOfNode],
    metafile: true,
    write: false,
  });
  return Object.keys(metafile.inputs).filter((path) => path.startsWith('src/') && path !== listVfs);
}

const listVfs = 'src/library/list-vfs.ts';

/** Modules of src/ stay imports. */
const oneByOne = {
  name: 'one-by-one',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, kind, importer, resolveDir }) => {
      if (kind === 'entry-point' || !importer.startsWith(resolve('src'))) return undefined;
      const isListVfs = relative('.', resolve(resolveDir, path)) === listVfs;
      return {
        path: isListVfs ? '../../list-vfs.js' : path.replace(/ts$/, 'js'),
        external: true,
        sideEffects: false,
      };
    });
  },
};

export async function writeModules() {
  const { metafile } = await build({
    ...options,
    entryPoints: await reached(),
    outbase: 'src',
    chunkNames: 'packages/[name]-[hash]',
    splitting: true,
    plugins: [oneByOne, zipDirectoryOnly, modulesOfNode],
    metafile: true,
  });
  checkLicenses(metafile);
}
