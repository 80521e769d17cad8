// Writes the types of the library, dist/types/: of src/ the declarations that its entries lead to. The names of all
// fields are written out, since the tables that they are computed from would be half a megabyte.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reachable } from './declarations.js';
import { evaluated } from './evaluated.js';
import { recordTypes } from './record-types.js';

const require = createRequire(import.meta.url);
const { allDefinitions } = await evaluated("export { allDefinitions } from './src/decode/definitions.ts';");
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
const all = mkdtempSync(join(tmpdir(), 'lsvf-types-'));
execFileSync(
  process.execPath,
  [tsc, '-p', '.', '--emitDeclarationOnly', '--stripInternal', '--outDir', all],
  {
    stdio: 'inherit',
  },
);

/** What `FieldPath` is computed from, as text: of a table `[${number}]` stands for the element. */
function fieldPaths() {
  const paths = new Map();
  const add = (list, prefix, entries) => {
    for (const [name, entry] of Object.entries(entries)) addEntry(list, `${prefix}${name}`, entry);
  };
  const addEntry = (list, path, entry) => {
    if (entry.kind === 'repeat') {
      const element = `${path}[\${number}]`;
      if (entry.body.kind === 'register') addEntry(list, element, entry.body);
      else add(list, `${element}.`, entry.body);
      return;
    }
    const fields = list.get(path) ?? new Set();
    for (const field of Object.keys((entry.kind === 'register' && entry.fields) || {})) fields.add(field);
    list.set(path, fields);
  };
  for (const { name, registers } of allDefinitions()) {
    const list = paths.get(name) ?? new Map();
    add(list, '', registers);
    paths.set(name, list);
  }
  const text = ([path, fields]) => {
    if (fields.size === 0) return path.includes('$') ? `\`${path}\`` : `'${path}'`;
    const names = [...fields].map((field) => `'${field}'`).join('|');
    return `\`${path}\${''|\`.\${${names}}\`}\``;
  };
  const lines = [...paths].map(([name, list]) =>
    list.size === 0 ? '' : `  | \`${name}.\${${[...list].map(text).join('|')}}\`\n`,
  );
  return `/** Every dotted name of every field and register. */\nexport type FieldPath =\n${lines.join('')};\n`;
}

/** The names of the signals: computed, they would lead to all that a signal looks at. */
async function signalNames() {
  const { signals } = await evaluated("export { signals } from './src/verdict/signals/index.ts';");
  const names = signals.map(({ id }) => `'${id}'`).sort();
  return `/** The name of every signal. */\nexport type SignalName = ${names.join(' | ')};\n`;
}

const written = await recordTypes();
written.set('registers/index.d.ts', fieldPaths());
written.set('verdict/signals/index.d.ts', await signalNames());
const read = (file) =>
  written.get(file) ??
  readFileSync(join(all, file), 'utf8').replaceAll(/(?<=["']\.[^"']+)\.ts(?=["'])/g, '.js');

rmSync('dist/types', { recursive: true, force: true });
const entries = [
  'index.d.ts',
  'library/index.d.ts',
  'library/lint.d.ts',
  'library/fixture.d.ts',
  'vitest.d.ts',
];
const { paths, textOf } = reachable(entries, read);
for (const file of paths) {
  const target = join('dist/types', file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, textOf(file));
}
rmSync(all, { recursive: true });
