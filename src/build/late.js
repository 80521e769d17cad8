// Puts the tables of src/registers/late.ts into a file of their own, which Node loads when one of them is asked for. Decoding
// is synchronous, and the only synchronous way to load a file on demand is `require`, so that file is a CommonJS module.
import { build } from 'esbuild';

const entry = 'src/registers/late.ts';
const file = 'tables.cjs';

/** Writes the file beside the chunks; returns the plugin by which they load it. */
export async function lateTables(options, outdir) {
  const asModule = { ...options, entryPoints: [entry], outdir, plugins: [] };
  const { metafile } = await build({ ...asModule, splitting: false, write: false });
  const [{ exports: names }] = Object.values(metafile.outputs);
  await build({
    ...asModule,
    splitting: false,
    format: 'cjs',
    outdir: undefined,
    outfile: `${outdir}/${file}`,
  });
  return {
    name: 'late-tables',
    setup({ onLoad }) {
      onLoad({ filter: /\/registers\/late\.ts$/ }, () => ({ contents: loading(names) }));
    },
  };
}

/** A bundler that follows neither "module" nor "browser" of package.json takes the chunks without the file. */
const missing =
  'lsvf was bundled without its chunks/tables.cjs: set the condition "module" in the bundler, or leave lsvf external';

const loading = (names) => `
  let tables;
  const load = () => {
    try {
      tables ??= process.getBuiltinModule('node:module').createRequire(import.meta.url)('./${file}');
    } catch (cause) {
      throw new Error('${missing}', { cause });
    }
    return tables;
  };
  ${names.map((name) => `export const ${name} = () => load().${name}();`).join('\n')}`;
