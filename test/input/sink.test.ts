import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arena } from '../../src/input/arena.ts';
import { Diagnostics } from '../../src/input/diagnostics.ts';
import { readBytes } from '../../src/input/read.ts';
import { Space } from '../../src/input/sink.ts';
import { addressKey } from '../../src/model/address.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const zeros = ' 00'.repeat(16);
const firstRow = '86 80 72 15 00 00 00 00 00 00 00 02 00 00 00 00';
const read = (text: string): Snapshot => readBytes('dump.txt', new TextEncoder().encode(text));

/** One text as two readers take it. */
const texts = {
  lspci: (rows: readonly string[]) => `00:00.0 Host bridge: X\n${rows.join('\n')}\n`,
  earlydump: (rows: readonly string[]) =>
    `pci 0000:00:00.0: config space:\n${rows.map((row) => row.replace(/^/, '000000')).join('\n')}\n`,
};

describe.each(Object.entries(texts))('%s', (format, textOf) => {
  const rows = [`00: ${firstRow}`, `10:${zeros}`, `20:${zeros}`, `30:${zeros}`];
  const conflicts = (snapshot: Snapshot) => snapshot.diagnostics.filter(({ code }) => /conflict/.test(code));

  test('a byte keeps its first value, and one diagnostic names both', () => {
    const snapshot = read(textOf([...rows, '00: 86 80 73 16']));
    expect(snapshot.inputFormat).toBe(format);
    expect(snapshot.functions[0]?.config.u32(0)).toBe(0x15728086);
    const [conflict, ...more] = conflicts(snapshot);
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      severity: 'error',
      message:
        'byte 02h was already given a different value (73h here, 72h before); the first one is kept, as for 1 more of this Function',
      function: '0000:00:00.0',
      at: { line: 6 },
    });
    const prefix = format === 'lspci' ? 4 : 10;
    expect(conflict?.at?.column).toBe(prefix + 7);
    expect(conflict?.related).toEqual([
      { message: 'first given here', at: { file: 'dump.txt', line: 2, column: prefix + 7 } },
    ]);
  });

  test('the same bytes again are nothing wrong', () => {
    const snapshot = read(textOf([...rows, ...rows]));
    expect(snapshot.diagnostics).toEqual([]);
    expect(snapshot.functions[0]?.positionOf(0x21).line).toBe(4);
  });

  test('a byte that only the repeated row has is taken from it', () => {
    const snapshot = read(
      textOf([`00: ${firstRow}`, '10: 01 02 03 04', `10: 01 02 03 05${' 06'.repeat(12)}`]),
    );
    const [fn] = snapshot.functions;
    expect([0x13, 0x14].map((offset) => [fn?.config.u8(offset), fn?.positionOf(offset).line])).toEqual([
      [4, 3],
      [6, 4],
    ]);
  });
});

test('any rows in any order: the first value of each byte, where it was written', () => {
  const row = fc.record({
    offset: fc.integer({ min: 0, max: 400 }),
    values: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 }),
    step: fc.constantFrom(-2, 2, 3, 4),
    regular: fc.constant(false),
  });
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 30 }),
      fc.boolean(),
      fc.constantFrom(0, 16, 80),
      (rows, roomy, regular) => {
        const arena = new Arena();
        arena.begin();
        const space = roomy ? new Space(arena) : new Space();
        const expected = new Map<number, { value: number; line: number; column: number }>();
        if (roomy && regular > 0) {
          space.extend(regular, 0);
          for (let at = 0; at < regular; at++)
            expected.set(at, { value: 0, line: 2 + (at >> 4), column: 5 + 3 * (at & 15) });
        }
        let differing = 0;
        for (const [n, { offset, values, step }] of rows.entries()) {
          const columns = values.map((_, index) => 100 + step * index);
          const line = 100 + n;
          const result = space.put(offset, values, columns, values.length, line);
          const known = values.filter((_, index) => expected.has(offset + index)).length;
          let wrong = 0;
          for (const [index, value] of values.entries()) {
            const before = expected.get(offset + index);
            if (!before) expected.set(offset + index, { value, line, column: columns[index] ?? 0 });
            else if (before.value !== value) wrong++;
          }
          expect(result).toBe(wrong > 0 ? 'conflicting' : known > 0 ? 'repeated' : 'new');
          differing += wrong;
        }
        const diagnostics = new Diagnostics('x');
        const about = { key: addressKey(0, 8), file: 'x', line: 1, firstRow: 2, surroundings: {} };
        const fn = space.finish(about, diagnostics, 'lspci/conflicting-row');
        expect(fn.config.knownBytes).toBe(expected.size);
        for (const [offset, { value, line, column }] of expected) {
          expect(fn.config.u8(offset)).toBe(value);
          expect(fn.positionOf(offset)).toEqual({ file: 'x', line, column });
        }
        expect(diagnostics.all()).toHaveLength(differing > 0 ? 1 : 0);
      },
    ),
  );
});
