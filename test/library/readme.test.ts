import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import * as fixture from '../../src/library/fixture.ts';
import * as lint from '../../src/library/lint.ts';
import { tableMarkdown } from '../../src/output/markdown.ts';

/** The README's tables are made from the types as they are published: `UPDATE_README=1` writes them. */
const root = resolve(import.meta.dirname, '..', '..');

/** Declaration files in which an entry's exports stand, by exported name. */
function exportsOf(entry: string): Map<string, { file: string; name: string }> {
  const found = new Map<string, { file: string; name: string }>();
  const text = readFileSync(entry, 'utf8');
  for (const [, list = '', from = ''] of text.matchAll(/^export \{ (?!type )([^}]*)\} from '([^']*)'/gm)) {
    for (const part of list.split(',').map((item) => item.trim())) {
      const [, name, alias] = /^(\w+)(?: as (\w+))?$/.exec(part) ?? [];
      if (name) found.set(alias ?? name, { file: join(dirname(entry), from.replace(/js$/, 'd.ts')), name });
    }
  }
  for (const [, , name = ''] of text.matchAll(/^export declare (function|const|class) (\w+)/gm))
    found.set(name, { file: entry, name });
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

const entries = [
  { name: 'lsvf', types: 'index', module: library },
  { name: 'lsvf/lint', types: 'library/lint', module: lint },
  { name: 'lsvf/fixture', types: 'library/fixture', module: fixture },
];

test('the README has the reference of the library', () => {
  const path = join(root, 'src/library/README.md');
  const readme = readFileSync(path, 'utf8');
  let written = readme;
  for (const { name: entry, types, module } of entries) {
    const exported = exportsOf(join(root, `dist/types/${types}.d.ts`));
    const isValue = (name: string): boolean => Object.keys(module).includes(name);
    expect([...exported.keys()].filter(isValue).sort()).toEqual(Object.keys(module).sort());
    const rows = [...exported]
      .filter(([name]) => isValue(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, place]) => {
        const { what, says } = declaration(place.file, place.name);
        expect(says, `${name} says what it is for`).not.toBe('');
        return { name, does: says, type: what };
      });
    const table = tableMarkdown(['name', 'does', 'type'], rows);
    written = written.replace(
      new RegExp(`<!-- ${entry} -->[\\s\\S]*?<!-- /${entry} -->`),
      () => `<!-- ${entry} -->\n${table}<!-- /${entry} -->`,
    );
  }
  if (process.env['UPDATE_README'] === '1') writeFileSync(path, written);
  else expect(readme).toBe(written);
  expect(written).toContain('| `diff` |');
  expect(written).toContain('| `makeFixture` |');
});
