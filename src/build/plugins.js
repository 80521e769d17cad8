// What every bundle does with some imports.
import { readFileSync } from 'node:fs';

/**
 * Modules of Node are taken from the process. To import one, Node first evaluates all that it exports, such as the streams
 * of node:fs: a tenth of a start. The prototype keeps esbuild from copying them all.
 */
export const modulesOfNode = {
  name: 'modules-of-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'node' }));
    // commander loads it for subcommands that are programs; lsvf has none, and starts no program.
    onLoad({ filter: /^node:child_process$/, namespace: 'node' }, () => ({ contents: '' }));
    onLoad({ filter: /./, namespace: 'node' }, ({ path }) => {
      const module = `process.getBuiltinModule('${path}')`;
      return { contents: `module.exports = ${path === 'node:fs' ? `Object.create(${module})` : module};` };
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
