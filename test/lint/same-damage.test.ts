import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textSnapshots } from '../../src/input/text.ts';
import type { LintResult } from '../../src/lint/engine.ts';
import { Linters } from '../../src/lint/linters.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

/* One damaged row is one finding, of the severity of the worst thing that comes of it. */

const path = join(import.meta.dirname, '../../samples/igb-novf/lspci-xxxx.txt');
const lines = readFileSync(path, 'utf8').split('\n');
const row = lines[3] as string;

function lint(rows: readonly string[], rules: Record<string, 'off'> = {}): LintResult {
  const text = [...lines.slice(0, 3), ...rows, ...lines.slice(4)].join('\n');
  const [snapshot] = textSnapshots('dump.txt', new TextEncoder().encode(text));
  if (!snapshot) throw new Error('nothing was read');
  const linters = new Linters('recommended', { about: ['edit', 'capture'], rules }, []);
  return linters.for('dump.txt').lint(new System(snapshot, new Names()));
}

const found = (rows: readonly string[], rules?: Record<string, 'off'>): string[] =>
  lint(rows, rules)
    .findings.filter(({ rule }) => rule.startsWith('dump/'))
    .map(({ at, severity, rule }) => `${at.line} ${severity} ${rule}`);

test.each([
  ['a letter in a byte', row.replace('00', '0g'), '4 error dump/malformed-hex-line'],
  ['a row that was cut in a byte', row.slice(0, 20), '4 error dump/malformed-hex-line'],
  ['a row that lacks its last bytes', row.slice(0, -6), '5 error dump/gap'],
  ['a row that lacks its offset', row.slice(4), '5 error dump/gap'],
  ['an offset that is none', `zz${row.slice(2)}`, '5 error dump/gap'],
  ['an empty line in the place of a row', '', '5 error dump/gap'],
  ['a byte too many', `${row} 00`, '4 warning dump/short-hex-line'],
  ['a slip in the offset', `21${row.slice(2)}`, '4 error dump/gap'],
])('%s', (_, damaged, said) => {
  expect(found([damaged])).toEqual([said]);
});

test('the finding that stays names the damaged line', () => {
  const [gap] = lint([row.slice(4)]).findings;
  expect(gap?.related).toMatchObject([{ at: { line: 4 }, message: expect.stringMatching(/^this line is/) }]);
});

test('with the cause off, what comes of it is said', () => {
  expect(found([row.slice(4)], { 'dump/gap': 'off' })).toEqual(['4 warning dump/unknown-lines']);
});

test('damage elsewhere is not explained', () => {
  expect(found([row, 'nothing of PCI', ...lines.slice(4, 7), lines[8] as string])).toContain(
    '5 warning dump/unknown-lines',
  );
  const two = [row.replace('00', '0g'), ...lines.slice(4, 8), ...lines.slice(9, 20)];
  expect(found(two)).toContain('4 error dump/malformed-hex-line');
  expect(found(two)).toContain('9 error dump/gap');
});
