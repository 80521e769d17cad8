import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { reachable } from '../../src/build/declarations.js';

/** What a user can name, as it was last looked at: `npx vitest run test/library/api-report.test.ts -u` writes it. */
const folder = join(resolve(import.meta.dirname, '..', '..'), 'dist/types');
const entries = {
  lsvf: 'index.d.ts',
  'lsvf in a browser': 'library/index.d.ts',
  'lsvf/lint': 'library/lint.d.ts',
  'lsvf/fixture': 'library/fixture.d.ts',
  'lsvf/vitest': 'vitest.d.ts',
};
const { exported, kept, files } = reachable(Object.values(entries), (path) =>
  readFileSync(join(folder, path), 'utf8'),
);

interface Place {
  readonly path: string;
  readonly name: string;
}
const keyOf = ({ path, name }: Place): string => `${path} ${name}`;
const declared = ({ path, name }: Place): readonly string[] => files.get(path)?.declared.get(name) ?? [];
const named = new Map<string, Place>(
  [...exported.values()].flatMap((places) => [...places.values()].map((place) => [keyOf(place), place])),
);

test('whatever a public type is made of has a public name', () => {
  const inner = [...kept].flatMap(([path, names]) => [...names].map((name) => ({ path, name })));
  expect(inner.length).toBeGreaterThan(80);
  expect(inner.map(keyOf).filter((key) => !named.has(key))).toEqual([]);
});

test('every public name says what it is for, and every key', () => {
  const silent = [...named.values()].flatMap((place) => {
    const [first = ''] = declared(place);
    // The arms of a union have keys that its comment is about.
    const isOpen = /^export (?:declare )?(?:interface|class) /m.test(first);
    const keys = (isOpen ? first : '').split('\n').flatMap((line, n, lines) => {
      const key = /^ {4}(?:readonly |get )?(\w+)\??[:(]/.exec(line)?.[1];
      return key && key !== 'constructor' && !/\*\/\s*$/.test(lines[n - 1] ?? '') ? [key] : [];
    });
    return [...(first.startsWith('/**') ? [] : ['']), ...keys].map((key) => `${place.name} ${key}`.trim());
  });
  expect(silent).toEqual([]);
});

test('the names and types are those of the report', async () => {
  const shown = (place: Place): string =>
    place.name === 'FieldPath'
      ? '/** Every dotted name of every field and register. */\nexport type FieldPath = …'
      : declared(place).join('\n');
  const parts = Object.entries(entries).map(([title, entry]) => {
    const places: readonly (readonly [string, Place])[] = [...(exported.get(entry) ?? [])];
    const other = title === 'lsvf in a browser' ? exported.get('index.d.ts') : undefined;
    const own = places
      .filter(([as, place]) => other?.get(as)?.path !== place.path)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const texts = own.map(([as, place]) => `${as === place.name ? '' : `// as ${as}\n`}${shown(place)}`);
    return `## ${title}\n\n\`\`\`ts\n${texts.join('\n\n')}\n\`\`\`\n`;
  });
  await expect(`# What the library exports\n\n${parts.join('\n')}`).toMatchFileSnapshot('api-report.md');
});
