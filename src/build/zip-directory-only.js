import { readFileSync } from 'node:fs';

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
