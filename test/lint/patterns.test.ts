import { describe, expect, test } from 'vitest';
import { jsonPlace } from '../../src/cli/json-place.ts';
import { ignoring } from '../../src/compare/ignore.ts';
import { parseConfig } from '../../src/lint/config.ts';
import { matchesGlob } from '../../src/lint/glob.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { nearest } from '../../src/model/nearest.ts';
import { configurationHolds, fitsGlob, patternsHold } from '../fuzz/configurations.ts';
import { Random } from '../fuzz/random.ts';

describe('globs', () => {
  test.each([
    ['*.txt', 'a.txt', true],
    ['*.txt', 'a/b.txt', false],
    ['**/*.txt', 'b.txt', true],
    ['**/*.txt', 'a/b/c.txt', true],
    ['a/**', 'a/b/c', true],
    ['a/**', 'ab/c', false],
    ['./a?', 'ab', true],
    ['a?', './ab', true],
    ['a?b', 'a/b', false],
    ['a?b', 'a😀b', true],
    ['{a,b/*}.txt', 'b/c.txt', true],
    ['{a,{b,c}d}', 'cd', true],
    ['{a,{b,c}d}', 'ad', false],
    ['x{,y}', 'x', true],
    ['{a', 'a', true],
    ['a}', 'a}', true],
    ['a,b', 'a,b', true],
    ['a.b', 'axb', false],
    ['(a|b)+', '(a|b)+', true],
    ['', '', true],
    ['', 'a', false],
  ])('%j and %j: %j', (pattern, path, fits) => {
    expect(matchesGlob(path, pattern)).toBe(fits);
    expect(fitsGlob(path, pattern)).toBe(fits);
  });

  test('say what they mean, and configurations with them hold', () => {
    for (let n = 0; n < 300; n++) {
      patternsHold(new Random(1, 'configurations', n));
      configurationHolds(new Random(2, 'configurations', n));
    }
  });

  test('a pattern that no person writes is refused, with its place', () => {
    const parse = (length: number) => () =>
      parseConfig({ overrides: [{ files: ['*'.repeat(length)], rules: {} }] }, 'f', rules, nearest);
    expect(parse(1000)).not.toThrow();
    expect(parse(1001)).toThrow(
      'f: /overrides/0/files/0: a pattern has at most 1000 characters, and this one has 1001',
    );
  });

  test('a name of a million letters is not repeated whole', () => {
    const name = 'x'.repeat(1 << 20);
    let message = '';
    try {
      parseConfig({ rules: { [name]: 'off' } }, 'f', rules, nearest);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^f: \/rules\/x{100}…: there is no rule 'x{100}…'$/);
    try {
      parseConfig({ profile: name }, 'f', rules, nearest);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.length).toBeLessThan(500);
  });
});

test.each([
  [['msi'], 'msi.data', true],
  [['msi'], 'msi', true],
  [['msi'], 'msix.control', false],
  [['vsec'], 'vsec[1].header', true],
  [['vsec'], 'vsec+8', true],
  [['header.base_address'], 'header.base_address[2]', true],
  [['*.status'], 'pcie.status.x', true],
  [['p?ie'], 'pcie.status', true],
  [['a.b'], 'axb', false],
  [['ea.entry.base'], 'ea.entry[2].base', true],
  [['x', '*base'], 'ea.entry[2].base', true],
])('--ignore %j and %s: %j', (patterns, field, ignored) => {
  expect(ignoring(patterns)(field)).toBe(ignored);
});

describe('places in JSON', () => {
  const text = '{\n "a/b": [1, "]}\\"", {"x": {"y": [], "z": -1.5e3}}],\n "c": null, "c": {"d": true}\n}\n';
  test.each([
    [[], 1, 1],
    [['a/b'], 2, 2],
    [['a/b', 1], 2, 13],
    [['a/b', 2], 2, 21],
    [['a/b', 2, 'x', 'z'], 2, 37],
    [['a/b', 2, 'x', 'nothing'], 2, 22],
    [['c'], 3, 13],
    [['c', 'd'], 3, 19],
    [['nothing'], 1, 1],
  ] as const)('%j', (keys, line, column) => {
    expect(jsonPlace(text, [...keys])).toEqual({ line, column });
  });
});
