// What every bundle does with some imports.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Modules of Node are taken from the process. To import one, Node first evaluates all that it exports, such as the streams
 * of node:fs: a tenth of a start. What nothing uses goes from the bundle.
 */
export const modulesOfNode = {
  name: 'modules-of-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) => ({
      path,
      namespace: kind === 'require-call' ? 'node-required' : 'node',
      sideEffects: false,
    }));
    // commander loads it for subcommands that are programs; lsvf has none, and starts no program.
    onLoad({ filter: /^node:child_process$/, namespace: 'node-required' }, () => ({ contents: '' }));
    onLoad({ filter: /./, namespace: 'node-required' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
    onLoad({ filter: /./, namespace: 'node' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(path)).filter((name) => name !== 'default');
      const one = (name) => `export const ${name} = /* @__PURE__ */ get('${name}');`;
      return {
        contents: `
          const module = /* @__PURE__ */ process.getBuiltinModule('${path}');
          const get = (name) => module[name];
          export default module;
          ${names.map(one).join('\n')}`,
      };
    });
  },
};

/** zip.js is asked where entries are, not for their contents: workers and ciphers are left out. */
export const zipDirectoryOnly = {
  name: 'zip-directory-only',
  setup({ onLoad }) {
    onLoad({ filter: /@zip\.js\/zip\.js\/lib\/core\/codec-(?:pool|worker-web)\.js$/ }, ({ path }) => {
      const [, list = ''] = /^export \{([^}]*)\}/m.exec(readFileSync(path, 'utf8')) ?? [];
      const names = list.split(',').map((name) => name.trim());
      return {
        contents: names
          .filter((name) => name)
          .map((name) => `export const ${name} = undefined;`)
          .join('\n'),
      };
    });
  },
};

/** list-vfs.js makes it, with fewer tables than the others have; what imports it is in a chunk. */
export const listVfsOfItsOwn = {
  name: 'list-vfs-of-its-own',
  setup({ onResolve }) {
    onResolve({ filter: /\/list-vfs\.ts$/ }, () => ({
      path: '../list-vfs.js',
      external: true,
      sideEffects: false,
    }));
  },
};

/** What prints the version is its own copy, for which no chunk need be loaded. */
export const versionAlone = {
  name: 'version-alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/write-all\.ts$/ }, ({ path, importer, resolveDir }) =>
      importer.endsWith('/src/cli/main.ts')
        ? { path: resolve(resolveDir, path), namespace: 'version-alone' }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'version-alone' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'ts',
    }));
    onResolve({ filter: /^node:/, namespace: 'version-alone' }, ({ path }) => ({
      path,
      namespace: 'node',
      suffix: '?alone',
      sideEffects: false,
    }));
  },
};
