import { jsonPlace } from '../../src/cli/json-place.ts';
import { ignoring } from '../../src/compare/ignore.ts';
import { type LintConfig, parseConfig } from '../../src/lint/config.ts';
import { ConfigError } from '../../src/lint/config-error.ts';
import type { Finding } from '../../src/lint/engine.ts';
import { matchesGlob } from '../../src/lint/glob.ts';
import { Linters } from '../../src/lint/linters.ts';
import { Review } from '../../src/lint/review.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { nearest } from '../../src/model/nearest.ts';
import { must } from './invariants.ts';
import type { Random } from './random.ts';

/* Configurations, globs and patterns of --ignore that nobody wrote by hand. */

const letters = [
  'a',
  'a',
  'a',
  'b',
  '/',
  '.',
  '*',
  '*',
  '**',
  '**/',
  '?',
  '{',
  '}',
  ',',
  './',
  '[',
  '\\',
  '(',
  '+',
  'é',
  '😀',
];
const someText = (random: Random, most: number): string =>
  Array.from({ length: random.below(most) }, () => random.pick(letters)).join('');

/** A path or a field, with nothing in it that means something. */
const someName = (random: Random, most: number): string =>
  Array.from({ length: random.below(most) }, () =>
    random.pick(['a', 'a', 'a', 'b', '/', '.', 'é', '😀', '[0]']),
  ).join('');

/** A glob whose groups are written out: what it means, without being fast. */
function plainGlobs(pattern: string): string[] {
  let depth = 0;
  let open = -1;
  let from = 0;
  const parts: string[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '{') {
      if (depth++ === 0) [open, from] = [at, at + 1];
    } else if (character === ',' && depth === 1) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    } else if (character === '}' && depth > 0 && --depth === 0) {
      parts.push(pattern.slice(from, at));
      const rest = pattern.slice(at + 1);
      const before = pattern.slice(0, open);
      // A wildcard is not made of characters that a group has between them.
      return parts.flatMap((part) =>
        plainGlobs(part).flatMap((inner) => plainGlobs(rest).map((end) => `${before}\0${inner}\0${end}`)),
      );
    }
  }
  return depth === 0 ? [pattern] : plainGlobs(pattern + '}'.repeat(depth));
}

function fitsPlainly(
  characters: readonly string[],
  pattern: string,
  known = new Map<string, boolean>(),
): boolean {
  const key = `${characters.length} ${pattern.length}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const [first, ...rest] = characters;
  const go = (left: readonly string[], wanted: string): boolean => fitsPlainly(left, wanted, known);
  let fits: boolean;
  if (pattern === '') fits = characters.length === 0;
  else if (pattern.startsWith('\0')) fits = go(characters, pattern.slice(1));
  else if (pattern.startsWith('**/'))
    fits =
      go(characters, pattern.slice(3)) ||
      characters.some((character, n) => character === '/' && go(characters.slice(n + 1), pattern.slice(3)));
  else if (pattern.startsWith('**'))
    fits = go(characters, pattern.slice(2)) || (first !== undefined && go(rest, pattern));
  else if (pattern.startsWith('*'))
    fits = go(characters, pattern.slice(1)) || (first !== undefined && first !== '/' && go(rest, pattern));
  else if (pattern.startsWith('?')) fits = first !== undefined && first !== '/' && go(rest, pattern.slice(1));
  else {
    const [wanted = ''] = pattern;
    fits = first === wanted && go(rest, pattern.slice(wanted.length));
  }
  known.set(key, fits);
  return fits;
}

/** What `matchesGlob` says, by another way. */
export const fitsGlob = (path: string, pattern: string): boolean =>
  plainGlobs(pattern.replace(/^\.\//, '')).some((plain) =>
    fitsPlainly([...path.replace(/^\.\//, '')], plain),
  );

function someJson(random: Random, depth: number): unknown {
  const kind = random.below(depth > 3 ? 6 : 9);
  if (kind === 0) return random.pick([0, -1, 1.5, 1e300, true, false, null]);
  if (kind < 3)
    return random.pick([
      'error',
      'off',
      'sriov/*',
      '*',
      'config/stale-baseline',
      '2027-01-31',
      '01:00.0',
      'abc',
    ]);
  if (kind < 5) return someText(random, 12);
  if (kind === 5) return random.pick(rules).meta.id;
  if (kind === 6) return Array.from({ length: random.below(4) }, () => someJson(random, depth + 1));
  const keys = [
    'rules',
    'overrides',
    'suppressions',
    'files',
    'rule',
    'reason',
    'expires',
    'function',
    'profile',
    '$schema',
  ];
  return Object.fromEntries(
    Array.from({ length: random.below(5) }, () => [
      random.oneIn(5)
        ? random.pick(['__proto__', 'constructor', someText(random, 9), 'x\n~/"'])
        : random.pick(keys),
      someJson(random, depth + 1),
    ]),
  );
}

/** One that is nearly right, or quite. */
function someConfig(random: Random): unknown {
  if (random.oneIn(4)) return someJson(random, 0);
  const rule = (): string => random.pick([random.pick(rules).meta.id, '*', 'sriov/*']);
  const levels = (): unknown => ({ [rule()]: random.pick(['off', 'info', 'warning', 'error']) });
  const files = (): string[] =>
    Array.from({ length: 1 + random.below(3) }, () => someText(random, 30) || '*');
  const list = (make: () => unknown): unknown[] => Array.from({ length: random.below(4) }, make);
  return {
    ...(random.oneIn(2) ? { rules: random.oneIn(8) ? someJson(random, 1) : levels() } : {}),
    overrides: list(() => ({ files: files(), rules: random.oneIn(8) ? someJson(random, 2) : levels() })),
    suppressions: list(() => ({
      rule: rule(),
      reason: 'because',
      ...(random.oneIn(2) ? { files: files() } : {}),
      ...(random.oneIn(6) ? { expires: random.pick(['2020-01-01', '2099-01-01', 'soon']) } : {}),
      ...(random.oneIn(6) ? { function: random.pick(['01:00.0', 'x']) } : {}),
    })),
  };
}

/** Where a message says that something is, in a text of one line a key. */
function placeHolds(text: string, message: string): void {
  const [, line = '', column = ''] = /^f:(\d+):(\d+): \//.exec(message) ?? [];
  const row = text.split('\n')[Number(line) - 1];
  must(row !== undefined && Number(column) >= 1 && Number(column) <= row.length, `no such place: ${message}`);
}

function checked(random: Random): LintConfig {
  const text = JSON.stringify(someConfig(random), null, random.below(3)) ?? 'null';
  try {
    return parseConfig(
      JSON.parse(text),
      (keys) => {
        const { line, column } = jsonPlace(text, keys);
        return `f:${line}:${column}: /`;
      },
      rules,
      nearest,
    );
  } catch (error) {
    must(error instanceof ConfigError, String((error as Error).stack));
    placeHolds(text, error.message);
    return {};
  }
}

export function configurationHolds(random: Random): void {
  const config = checked(random);
  const linters = new Linters('recommended', config, []);
  const review = new Review({ suppressions: config.suppressions, today: '2026-11-24' });
  const files = Array.from({ length: 3 }, () => someName(random, 100) || 'a');
  for (const file of files) {
    linters.for(file);
    const finding: Finding = {
      rule: random.pick(rules).meta.id,
      severity: 'error',
      about: 'edit',
      message: 'x',
      source: file,
      at: { file },
      length: 1,
      function: random.oneIn(2) ? null : '0000:01:00.0',
      field: null,
      related: [],
    };
    const hidden = review.review(finding).suppressed !== null;
    const mayHide = (config.suppressions ?? []).some(
      (item) => item.files === undefined || item.files.some((pattern) => fitsGlob(file, pattern)),
    );
    must(!hidden || mayHide, `a suppression hides ${file}, which its files do not name`);
  }
  const extent = { files, folders: random.oneIn(2) ? [''] : [], runs: (rule: string) => linters.runs(rule) };
  for (const { message } of review.stale(extent, 'c', undefined, () => 'warning'))
    must(/^\/suppressions\/\d/.test(message), message);
}

export function patternsHold(random: Random): void {
  const pattern = someText(random, 30);
  const path = someName(random, random.oneIn(10) ? 400 : 30);
  must(
    matchesGlob(path, pattern) === fitsGlob(path, pattern),
    `glob ${JSON.stringify(pattern)} and ${JSON.stringify(path)}`,
  );
  const stars = Array.from({ length: 1 + random.below(30) }, () => random.pick(['*a', '?', 'a', '*'])).join(
    '',
  );
  const field = 'a'.repeat(random.below(2000));
  const ignores = ignoring([stars]);
  must(
    !ignores(field) || ignores(`${field}.b[3]`),
    `${stars} ignores ${field.length} letters, and not what is below`,
  );
}
