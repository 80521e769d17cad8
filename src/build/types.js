// Writes the types of the library, dist/types/: of src/ the declarations that its entries lead to. The names of all
// fields are written out, since the tables that they are computed from would be half a megabyte.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { evaluated } from './evaluated.js';

const require = createRequire(import.meta.url);
const { allDefinitions } = await evaluated("export { allDefinitions } from './src/decode/definitions.ts';");
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
const all = mkdtempSync(join(tmpdir(), 'lsvf-types-'));
execFileSync(process.execPath, [tsc, '-p', '.', '--emitDeclarationOnly', '--outDir', all], {
  stdio: 'inherit',
});

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

rmSync('dist/types', { recursive: true, force: true });
const pending = ['index.d.ts', 'vitest.d.ts'];
const done = new Set();
for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
  if (done.has(file)) continue;
  done.add(file);
  const text =
    file === 'registers/index.d.ts'
      ? fieldPaths()
      : readFileSync(join(all, file), 'utf8').replaceAll(/(?<=["']\.[^"']+)\.ts(?=["'])/g, '.js');
  for (const [, path] of text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g))
    pending.push(join(dirname(file), path).replace(/\.js$/, '.d.ts'));
  const target = join('dist/types', file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
rmSync(all, { recursive: true });
