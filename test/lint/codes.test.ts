import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import { codesOf, pagesFor } from '../../src/reference/page.ts';

const source = join(import.meta.dirname, '..', '..', 'src');

/** Every diagnostic's code in the text of the readers and of the relations. */
function codesIn(folder: string): string[] {
  const codes = new Set<string>();
  for (const name of readdirSync(join(source, folder), { recursive: true }).map(String)) {
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(join(source, folder, name), 'utf8');
    for (const [, code = ''] of text.matchAll(/'([a-z]+\/[a-z0-9-]+)'/g))
      if (!/^(?:sys\/devices|bus\/pci)$/.test(code)) codes.add(code);
    for (const [, word = ''] of text.matchAll(/problem: (?:[^'\n]*\? )?'([a-z-]+)'/g))
      codes.add(`sriov/${word}`);
  }
  return [...codes].sort();
}
const codes = [...codesIn('input'), ...codesIn('machine')];

test('the search finds codes of every kind', () => {
  expect(codes.length).toBeGreaterThan(40);
  expect(codes).toEqual(
    expect.arrayContaining([
      'archive/damaged',
      'input/empty',
      'lspci/bad-byte',
      'sysfs/no-folder',
      'sriov/offset-zero',
      'sriov/past-last-routing-id',
    ]),
  );
});

test('every diagnostic has one rule, by which it is configured and explained', () => {
  const byCode = new Map<string, string[]>();
  for (const rule of rules)
    for (const code of codesOf(rule)) byCode.set(code, [...(byCode.get(code) ?? []), rule.meta.id]);
  expect(codes.filter((code) => byCode.get(code)?.length !== 1)).toEqual([]);
  expect([...byCode.keys()].filter((code) => !codes.includes(code))).toEqual([]);
});

test('explain knows every code', () => {
  for (const code of codes) expect([code, pagesFor(code).map(({ kind }) => kind)]).toEqual([code, ['rule']]);
});

test('explain knows what lint finds in its own configuration', () => {
  for (const id of ['config/unused-suppression', 'config/expired-suppression', 'config/stale-baseline'])
    expect(pagesFor(id).map(({ kind }) => kind)).toEqual(['finding']);
  expect(pagesFor('dump/incomplete').map(({ kind }) => kind)).toEqual(['finding']);
});
