// Bundles src/ into the files that run: dist/core.cjs (everything that needs no Node), dist/commands.cjs (the commands,
// on top of the core) and dist/cli.cjs (the command line alone, which loads the commands). The library for `import` is a
// list of names over the core, so that nothing is in the package twice.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { build as esbuild } from 'esbuild';
import { writeLicenses } from './licenses.js';

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const common = {
  bundle: true,
  target: 'node20.19',
  format: 'cjs',
  minifyWhitespace: true,
  minifySyntax: true,
  // `--names` keeps them, for a profile or the stack of a bug; without them a quarter of the package goes.
  minifyIdentifiers: !process.argv.includes('--names'),
  define: { LSVF_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  supported: { 'dynamic-import': false },
  // What few inputs and commands need is a dependency, loaded when it is met; all other packages are in the bundle.
  external: Object.keys(dependencies),
};

const notOfCore = new Set(['src/input/disk.ts', 'src/library/disk.ts', 'src/index.ts', 'src/vitest.ts']);
/** The files of the core: none of them may import a module of Node, which the platform `neutral` makes an error. */
const ofCore = readdirSync('src', { recursive: true })
  .map((file) => join('src', file))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .filter((file) => !/^src\/(?:cli|input\/source)\//.test(file) && !notOfCore.has(file))
  // Rules and tables are asked for through their lists: a name and a wrapper for each would be 60 KB.
  .filter((file) => !/^src\/(?:lint\/rules|registers)\/\w+\//.test(file))
  .sort();
const coreKey = (file) => file.slice('src/'.length, -'.ts'.length);

const metafiles = [];
async function build(options) {
  const { metafile } = await esbuild({ ...options, metafile: true });
  metafiles.push(metafile);
}

/** Every module of the core under its path, evaluated when it is first asked for. */
async function bundleCore() {
  const modules = ofCore.map((file) => `get ${JSON.stringify(coreKey(file))}(){return require('./${file}')}`);
  await build({
    ...common,
    stdin: { contents: `module.exports={${modules.join(',')}}`, resolveDir: '.', loader: 'js' },
    platform: 'neutral',
    mainFields: ['module', 'main'],
    outfile: 'dist/core.cjs',
  });
}

const coreFiles = new Set(ofCore.map((file) => resolve(file)));
/** Where an import leads that is of a file of the core. */
function inCore({ path, resolveDir }) {
  const file = resolve(resolveDir, path);
  return coreFiles.has(file) ? { path: coreKey(relative('.', file)), namespace: 'core' } : undefined;
}

/** Turns imports of the core into looks at dist/core.cjs. */
const overCore = {
  name: 'over-core',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, inCore);
    onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({
      contents: `module.exports=require('./core.cjs')[${JSON.stringify(path)}]`,
    }));
    onResolve({ filter: /^\.\/core\.cjs$/ }, () => ({ path: './core.cjs', external: true }));
  },
};

/** `node:child_process` is 5 ms of commander's start, for subcommands that are programs: lsvf has none. */
const alias = { 'node:child_process': './src/cli/no-child-process.ts' };

await bundleCore();
for (const [entry, outfile] of [
  ['src/cli/main.ts', 'dist/cli.cjs'],
  ['src/cli/commands/index.ts', 'dist/commands.cjs'],
  ['src/library/disk.ts', 'dist/disk.cjs'],
]) {
  await build({
    ...common,
    entryPoints: [entry],
    outfile,
    platform: 'node',
    plugins: outfile === 'dist/cli.cjs' ? [] : [overCore],
    alias,
  });
}

// The bundles are read as one byte a character. Of esbuild's output a regular expression's literal may be more.
for (const name of readdirSync('dist').filter((file) => file.endsWith('.cjs'))) {
  const found = /.{0,40}[^\x00-\x7f].{0,40}/.exec(readFileSync(`dist/${name}`, 'utf8'))?.[0];
  if (found) throw new Error(`dist/${name} is not ASCII: write the character as \\u…: ${found}`);
}

// The library: names over the core, in a file for browsers and one that reads from the disk as well.
const require = createRequire(import.meta.url);
const names = (module) => Object.keys(module).sort().join(', ');
writeFileSync(
  'dist/browser.js',
  `import core from './core.cjs';\nexport const { ${names(require('../../dist/core.cjs')['library/index'])} } = core['library/index'];\n`,
);
writeFileSync(
  'dist/index.js',
  `import disk from './disk.cjs';\nexport * from './browser.js';\nexport const { ${names(require('../../dist/disk.cjs'))} } = disk;\n`,
);
await build({
  ...common,
  entryPoints: ['src/vitest.ts'],
  outfile: 'dist/vitest.js',
  format: 'esm',
  platform: 'node',
  external: ['vitest'],
  plugins: [
    {
      name: 'over-library',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.\/index\.ts$/ }, () => ({ path: './index.js', external: true }));
        onResolve({ filter: /^\.\/core\.cjs$/ }, ({ path }) => ({ path, external: true }));
        onResolve({ filter: /^\.\.?\// }, inCore);
        onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({
          contents: `import core from './core.cjs';\nexport const { ${names(require('../../dist/core.cjs')[path])} } = core['${path}'];`,
        }));
      },
    },
  ],
});

writeLicenses(metafiles);
