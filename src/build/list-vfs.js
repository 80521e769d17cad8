// Bundles `listVfs`, dist/list-vfs.js, with lspci's format and the tables that the tree of PFs and VFs is made of. It knows
// all other capabilities by name only.
import { basename } from 'node:path';
import { build } from 'esbuild';
import { evaluated } from './evaluated.js';

/** The tables of which the relations ask for a field; test/library/list-vfs.test.ts looks whether these are all. */
const tables =
  /^(?:header|pcie|sriov|ari|ats|pasid|ea|hierarchy_id|pcix_bridge|vf_resizable_bar|d?vsec|vendor_specific|hypertransport)$/;
/** The files of words/ in which these are. */
const words = ['header.ts', 'pcie.ts', 'functions.ts', 'standard.ts', 'pcix.ts'];
/** What is said about a row, and not where it is. */
const said = new Set([
  ...['title', 'access', 'reset', 'values', 'unit', 'members', 'style', 'vf', 'spec'],
  ...['linux', 'setpci', 'aliases', 'macros', 'note', 'nameOnly', 'length'],
]);

const placesOf = (definition) =>
  JSON.stringify(definition, (key, value) => (said.has(key) ? undefined : value));

/** src/registers/tables.ts as data: where the rows of these tables are, and the names of the others. */
async function tablesText() {
  const { tables: all } = await evaluated(`export { tables } from './src/registers/tables.ts';`);
  const rows = all.map(({ definition, ...facts }) => {
    const { when, registers: whole } = definition();
    const registers = facts.kind === 'header' || tables.test(facts.name) ? placesOf(whole) : undefined;
    return `row(${JSON.stringify(facts)}, ${registers}, ${when && JSON.stringify(when)})`;
  });
  return `
    const of = new Map();
    function row(facts, registers, when) {
      const key = (facts.kind === 'header') + '/' + (facts.kind === 'standard') + '/' + facts.id;
      if (!facts.conditional) of.set(key, registers);
      const definition = {
        ...facts,
        ...(when && { when }),
        get registers() {
          const own = registers ?? (facts.conditional && of.get(key));
          if (!own) throw new Error(\`the table of \${facts.name} is not in this bundle\`);
          return own;
        },
      };
      return { ...facts, definition: () => definition };
    }
    export const tables = [${rows.join(',')}];`;
}

const leftOut = {
  name: 'left-out',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\/registers\/tables\.ts$/ }, async () => ({ contents: await tablesText() }));
    onResolve({ filter: /^\.\// }, ({ path, importer }) =>
      importer.endsWith('/words/tables.ts') && path !== './language.ts' && !words.includes(basename(path))
        ? { path, namespace: 'words' }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'words' }, () => ({ contents: 'export default [];' }));
    onLoad({ filter: /\/input\/formats\/index\.ts$/ }, ({ path }) => ({
      contents: `import lspci from './lspci/lspci.ts';\nexport const formats = [lspci];`,
      resolveDir: path.slice(0, path.lastIndexOf('/')),
    }));
  },
};

export const bundleListVfs = (options = {}) =>
  build({
    entryPoints: { 'list-vfs': 'src/library/list-vfs.ts' },
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'node20.19',
    minify: true,
    legalComments: 'none',
    plugins: [leftOut],
    ...options,
  });
