// Bundles src/ into the modules that run: the command line, and the library for Node and for vitest. What
// they share is there once; a command, and what only some inputs need, is loaded when it is met.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { withoutFacades } from './facades.js';
import { lateTables } from './late.js';
import { notices, writeLicenses } from './licenses.js';
import { writePage } from './page.js';
import { listVfsOfItsOwn, modulesOfNode, versionAlone, zipDirectoryOnly } from './plugins.js';

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

const options = {
  entryPoints: {
    cli: 'src/cli/main.ts',
    index: 'src/index.ts',
    lint: 'src/library/lint.ts',
    fixture: 'src/library/fixture.ts',
    vitest: 'src/vitest.ts',
  },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  // `--names` keeps them, for a profile or the stack of a bug; without them a quarter of the package goes.
  minifyIdentifiers: !process.argv.includes('--names'),
  legalComments: 'none',
  // Guides.
  loader: { '.md': 'text' },
  define: { LSVF_VERSION: JSON.stringify(version) },
  // What few inputs and commands need is a dependency; all other packages are in the bundle.
  external: [...Object.keys(dependencies), 'vitest'],
  metafile: true,
};

const start = ['src/cli/run.ts', 'src/cli/commands/tree.ts'];

/** What the default command needs, as files of src/: all of it, and of that what the library can need too. */
function needed({ inputs }) {
  const importsOf = (path) =>
    inputs[path]?.imports.filter(({ kind }) => kind !== 'dynamic-import').map((one) => one.path) ?? [];
  const below = (path, seen = new Set()) => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const one of importsOf(path)) below(one, seen);
    return seen;
  };
  const all = start.flatMap((path) => [...below(path)]);
  const own = [...new Set(all)].filter((path) => path.startsWith('src/'));
  return { own, shared: own.filter((path) => !path.startsWith('src/cli/')) };
}

/**
 * esbuild makes one chunk of the modules that the same entries reach. Each file is one more to find, read and link, so all
 * that every run needs is reached by every entry.
 */
function inOneChunk({ inputs, outputs }) {
  const { own, shared } = needed({ inputs });
  const lists = { shared, own };
  const entries = new Set(Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []));
  return {
    name: 'in-one-chunk',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^needed:/ }, ({ path }) => ({ path, namespace: 'needed' }));
      onLoad({ filter: /./, namespace: 'needed' }, ({ path }) => {
        const list = lists[path.slice('needed:'.length)];
        return { contents: list.map((file) => `import './${file}';`).join('\n'), resolveDir: '.' };
      });
      // Not by package.json, by which nothing is loaded that nobody uses.
      onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => ({
        path: resolve(resolveDir, path),
      }));
      onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
        const file = path.slice(resolve('.').length + 1);
        if (!entries.has(file) || file === 'src/cli/main.ts') return undefined;
        const list = file.startsWith('src/cli/') ? 'own' : 'shared';
        return { contents: `import 'needed:${list}';\n${readFileSync(path, 'utf8')}`, loader: 'ts' };
      });
    },
  };
}

const plugins = [
  listVfsOfItsOwn,
  zipDirectoryOnly,
  modulesOfNode,
  await lateTables(options, `${options.outdir}/chunks`),
];
const { metafile: before } = await build({ ...options, plugins: [versionAlone, ...plugins], write: false });
const { metafile } = await build({ ...options, plugins: [versionAlone, inOneChunk(before), ...plugins] });
withoutFacades(metafile, options.entryPoints);
const page = await writePage(notices);
writeLicenses([metafile, page]);
