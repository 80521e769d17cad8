import { describe, expect, test } from 'vitest';
import { rowAt } from '../../../src/decode/row-at.ts';
import type { Row, Value } from '../../../src/input/formats/lspci/words/language.ts';
import { allTables } from '../../../src/input/formats/lspci/words/tables.ts';
import { randomBytes } from '../../differential/generated.ts';

const cases = 200;
const rows = allTables().flatMap(({ capabilities, rows, other = [], forReading = [] }) =>
  [...rows, ...other, ...forReading].map((row) => ({ name: capabilities[0] ?? '', row })),
);
const read = rows.filter(({ row }) => row.wording.read !== undefined);

/** The row of the tables for a path, in the header that has it. */
function rowOf(path: string): NonNullable<ReturnType<typeof rowAt>> {
  for (const layout of [0, 1, 2]) {
    const found = rowAt(path, layout);
    if (found) return found;
  }
  throw new Error(`no table has ${path}`);
}

/** Values of any registers: all zeros, all ones, then random ones; each is asked for more than once. */
function valuesOf(n: number): (path: string) => bigint {
  const random = randomBytes(0x2545f491 ^ (n * 2654435761));
  const registers = new Map<string, bigint>();
  const register = (path: string, width: number): bigint => {
    let value = registers.get(path);
    if (value === undefined) {
      let bits = 0n;
      // Codes of few bits are more often legal ones.
      const next = (): number => (n % 3 === 2 ? random() & random() & random() : random());
      for (let byte = 0; byte < 8; byte++) bits = (bits << 8n) | BigInt([0, 0xff][n] ?? next());
      value = BigInt.asUintN(width, bits);
      registers.set(path, value);
    }
    return value;
  };
  return (path) => {
    const row = rowOf(path);
    if (!('low' in row)) return register(path, row.width);
    const parent = path.slice(0, path.lastIndexOf('.'));
    const bits = register(parent, rowOf(parent).width) >> BigInt(row.low);
    return BigInt.asUintN(row.width, bits);
  };
}

function roundTrip(row: Row, n: number): 'same' | 'not read' | string {
  const value = valuesOf(n);
  const exact = value(row.path);
  const plain: Value = exact <= 0xffffffffn ? Number(exact) : exact;
  const words = row.wording.show(Number(exact), (path) => Number(value(path)), plain);
  const back = words === undefined ? undefined : row.wording.read?.(words);
  if (back === undefined) return 'not read';
  if (typeof back === 'object') {
    const wrong = Object.entries(back).filter(
      ([path, one]) => one !== undefined && BigInt(one) !== value(path),
    );
    return wrong.length === 0
      ? 'same'
      : `'${words}' gave ${wrong.map(([path, one]) => `${path} ${one}, not ${value(path)}`)}`;
  }
  const expected = row.wording.bit ? (exact >> BigInt(row.wording.bit.n)) & 1n : exact;
  return BigInt(back) === expected ? 'same' : `'${words}' gave ${back}, not ${expected}`;
}

describe("lspci's words for a field", () => {
  test.each(read.map(({ name, row }) => [`${name} ${row.line}: ${row.words}`, row] as const))(
    '%s',
    (_, row) => {
      const results = Array.from({ length: cases }, (_, n) => roundTrip(row, n));
      expect(results.filter((result) => result !== 'same' && result !== 'not read')).toEqual([]);
      expect(results).toContain('same');
    },
  );

  test('are read for nearly every row', () => {
    expect(read.length / rows.length).toBeGreaterThan(0.93);
  });

  test('name fields that tables have', () => {
    expect(() => rows.map(({ row }) => rowOf(row.path))).not.toThrow();
  });

  test('of another kind are not read', () => {
    for (const { row } of read)
      for (const words of ['', ' ', '<?>', 'Unknown', '-1', '0x', '1e400', '99999999999999999999999', 'é'])
        expect([undefined, 'number', 'bigint', 'object']).toContain(
          row.wording.read?.(words) === undefined ? undefined : typeof row.wording.read?.(words),
        );
  });
});
