import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { tableMarkdown } from '../../src/output/markdown.ts';

/** README's table of the library is made from the types as they are published: `UPDATE_README=1` writes it. */
const root = resolve(import.meta.dirname, '..', '..');

/** Declaration files in which an entry's exports stand, by exported name. */
function exportsOf(entry: string): Map<string, { file: string; name: string }> {
  const found = new Map<string, { file: string; name: string }>();
  const text = readFileSync(entry, 'utf8');
  for (const [, list = '', from = ''] of text.matchAll(/^export (?!type)\{([^}]*)\} from '([^']*)'/gm)) {
    for (const part of list.split(',').map((item) => item.trim())) {
      const [, name, alias] = /^(\w+)(?: as (\w+))?$/.exec(part) ?? [];
      if (name) found.set(alias ?? name, { file: join(dirname(entry), from.replace(/js$/, 'd.ts')), name });
    }
  }
  for (const [, from = ''] of text.matchAll(/^export \* from '([^']*)'/gm))
    for (const [name, place] of exportsOf(join(dirname(entry), from.replace(/js$/, 'd.ts'))))
      if (!found.has(name)) found.set(name, place);
  return found;
}

interface Declared {
  readonly what: string;
  readonly says: string;
}

function declaration(file: string, name: string): Declared {
  const text = readFileSync(file, 'utf8');
  const start = new RegExp(`^export declare (function|const|class) ${name}\\b(.*)$`, 'm').exec(text);
  if (!start) throw new Error(`${file} does not declare ${name}`);
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(text.slice(0, start.index))?.[1];
  const says = (comment ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, ''))
    .join(' ')
    .replace(/@.*/, '')
    .trim();
  const [, kind, rest = ''] = start;
  const what =
    kind === 'class'
      ? `class ${name}`
      : `${name}${rest.replace(/^: \((.*)\) => (.*);$/, '($1): $2').replace(/;$/, '')}`;
  return { what: what.replaceAll('memory.', ''), says };
}

test('the README has the reference of the library', () => {
  const exported = exportsOf(join(root, 'dist/types/index.d.ts'));
  expect([...exported.keys()].sort()).toEqual(Object.keys(library).sort());
  const rows = [...exported]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, place]) => {
      const { what, says } = declaration(place.file, place.name);
      expect(says, `${name} says what it is for`).not.toBe('');
      return { name, does: says, type: what };
    });
  const path = join(root, 'README.md');
  const readme = readFileSync(path, 'utf8');
  const table = tableMarkdown(['name', 'does', 'type'], rows);
  const written = readme.replace(
    /<!-- library -->[\s\S]*<!-- \/library -->/,
    () => `<!-- library -->\n${table}<!-- /library -->`,
  );
  if (process.env['UPDATE_README'] === '1') writeFileSync(path, written);
  else expect(readme).toBe(written);
  expect(written).toContain('| `diff` |');
});
