// esbuild writes a module for each import(), though all that it has may be in a chunk that is loaded anyway: a file more to
// find, to read and to link. Here the chunk takes its place.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'acorn';
import MagicString from 'magic-string';
import { visit } from './visit.js';

/** Lets the modules of a build import the chunk wherever a module only exports what one chunk has. */
export function withoutFacades({ outputs }, entryPoints) {
  const named = new Set(Object.values(entryPoints));
  const trees = new Map(
    Object.keys(outputs)
      .filter((path) => path.endsWith('.js'))
      .map((path) => [path, parsed(readFileSync(path, 'utf8'))]),
  );
  const facades = new Map();
  for (const [path, { tree }] of trees) {
    const facade = named.has(outputs[path].entryPoint) ? undefined : facadeOf(tree);
    if (facade) facades.set(path, facade);
  }
  for (const [path, { text, tree }] of trees) {
    if (facades.has(path)) continue;
    visit(tree, [], ({ type, source, end }) => {
      if (type !== 'ImportExpression' || source.type !== 'Literal') return;
      const facade = join(path, '..', source.value);
      if (!facades.has(facade)) return;
      const { chunk, names } = facades.get(facade);
      const place = relative(join(path, '..'), join(facade, '..', chunk));
      text.overwrite(source.start, source.end, JSON.stringify(place.startsWith('.') ? place : `./${place}`));
      const pairs = (write) => names.map(write).join(',');
      const taken = pairs(([inside, outside]) => `${inside}:${outside}$`);
      text.appendLeft(end, `.then(({${taken}})=>({${pairs(([, outside]) => `${outside}:${outside}$`)}}))`);
    });
    if (text.hasChanged()) writeFileSync(path, text.toString());
  }
  for (const path of facades.keys()) rmSync(path);
}

const parsed = (source) => ({
  text: new MagicString(source),
  tree: parse(source, { ecmaVersion: 'latest', sourceType: 'module' }),
});

/** The chunk that has all that a module exports, with its names there and here; undefined where the module has more. */
function facadeOf({ body }) {
  const last = body.at(-1);
  if (last?.type !== 'ExportNamedDeclaration' || last.declaration || last.source) return undefined;
  const imports = body.slice(0, -1);
  if (!imports.every(({ type }) => type === 'ImportDeclaration')) return undefined;
  const from = imports.filter(({ specifiers }) => specifiers.length > 0);
  if (from.length !== 1) return undefined;
  const inChunk = new Map(from[0].specifiers.map(({ local, imported }) => [local.name, imported.name]));
  return {
    chunk: from[0].source.value,
    names: last.specifiers.map(({ local, exported }) => [inChunk.get(local.name), exported.name]),
  };
}
