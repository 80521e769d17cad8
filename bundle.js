// Bundles src/ into the three files that run: dist/core.cjs (everything that needs no Node), dist/commands.cjs (the
// commands, on top of the core) and dist/cli.cjs (the command line alone, which loads the commands). The library for
// `import` is a list of names over the core, so that nothing is in the package twice.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
/** What starts with every command is in the bundle; the other packages are loaded when they are needed. */
const bundled = new Set(['commander', 'chalk', 'valibot', 'modern-tar']);
const common = {
  bundle: true,
  target: 'node20.19',
  format: 'cjs',
  // Names stay, for the stack of a bug.
  minifyWhitespace: true,
  minifySyntax: true,
  define: { LSVF_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  supported: { 'dynamic-import': false },
  external: Object.keys(dependencies).filter((name) => !bundled.has(name)),
};

/** The files of the core: none of them may import a module of Node, which the platform `neutral` makes an error. */
const ofCore = readdirSync('src', { recursive: true })
  .map((file) => join('src', file))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .filter((file) => !file.startsWith('src/cli/') && file !== 'src/input/disk.ts' && file !== 'src/index.ts')
  .sort();
const coreKey = (file) => file.slice('src/'.length, -'.ts'.length);

/** Evaluates a table when it is first looked at: all of them are a fifth of the start. */
const lazyTables = {
  name: 'lazy-tables',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/registers\/tables\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const files = new Map(
        [...text.matchAll(/^import (\w+) from '(.+)';$/gm)].map(([, name, file]) => [name, file]),
      );
      const contents = text
        .replaceAll(/^import \w+ from .+;\n/gm, '')
        .replaceAll(/\(\) => (\w+)/g, (_, name) => `() => require('${files.get(name)}').default`);
      return { contents, loader: 'ts' };
    });
  },
};

/** Every module of the core under its path, evaluated when it is first asked for. */
async function bundleCore() {
  const modules = ofCore.map((file) => `get ${JSON.stringify(coreKey(file))}(){return require('./${file}')}`);
  await build({
    ...common,
    stdin: { contents: `module.exports={${modules.join(',')}}`, resolveDir: '.', loader: 'js' },
    platform: 'neutral',
    mainFields: ['module', 'main'],
    plugins: [lazyTables],
    outfile: 'dist/core.cjs',
  });
}

/** Turns imports of the core into looks at dist/core.cjs. */
const overCore = {
  name: 'over-core',
  setup({ onResolve, onLoad }) {
    const core = new Set(ofCore.map((file) => resolve(file)));
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      if (core.has(file)) return { path: coreKey(relative('.', file)), namespace: 'core' };
    });
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
]) {
  await build({
    ...common,
    entryPoints: [entry],
    outfile,
    platform: 'node',
    plugins: entry.includes('/commands/') ? [overCore] : [],
    alias,
  });
}
