import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyWord } from '../../src/input/formats/lspci/every-word.ts';
import { LspciParser } from '../../src/input/formats/lspci/parser.ts';
import { WordsKnown } from '../../src/input/formats/lspci/words-known.ts';

/* Rows of zeros are taken many at once from a Buffer, one by one from other bytes, and end where a piece ends. */

const width = 16;
const sparse = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4095 }), fc.integer({ min: 1, max: 255 })), { maxLength: 12 })
  .map((islands) => {
    const bytes = new Uint8Array(4096);
    for (const [offset, value] of islands) bytes[offset] = value;
    return bytes;
  });
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** A dump as lspci prints it; row `oddRow` of the first Function is written in another way, with the same bytes. */
function dumpOf(functions: readonly Uint8Array[], lineEnd: string, oddRow: number): string {
  return functions
    .map((bytes, n) => {
      const rows = Array.from({ length: bytes.length / width }, (_, row) => {
        const text = [...bytes.subarray(row * width, (row + 1) * width)].map(hex);
        return `${hex(row * width)}: ${text.join(n === 0 && row === oddRow ? '  ' : ' ')}${lineEnd}`;
      });
      return `00:${hex(n)}.0 Name${lineEnd}${rows.join('')}${lineEnd}`;
    })
    .join('');
}

function parse(text: Uint8Array, pieces: readonly number[]): LspciParser {
  const parser = new LspciParser('dump.txt', new WordsKnown(everyWord));
  let [start, end] = [0, 0];
  for (const piece of pieces) {
    end = Math.min(text.length, end + piece);
    // A piece is what has arrived so far: the rest of the text is not there yet.
    start = parser.push(text.subarray(0, end), start, end, false);
  }
  parser.push(text, start, text.length, true);
  parser.finish();
  return parser;
}

test('rows of zeros are read alike in any pieces, one by one or many at once', () => {
  fc.assert(
    fc.property(
      fc.array(sparse, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 0, max: 300 }),
      fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 6 }),
      (functions, lineEnd, oddRow, pieces) => {
        const text = new TextEncoder().encode(dumpOf(functions, lineEnd, oddRow));
        for (const bytes of [text, Buffer.from(text)]) {
          const parser = parse(bytes, pieces);
          expect(parser.functions.map(({ config }) => config.end)).toEqual(functions.map(() => 4096));
          for (const [n, fn] of parser.functions.entries()) {
            expect(Buffer.compare(fn.config.slice(0, 4096), functions[n] ?? text)).toBe(0);
            const first = 2 + n * (256 + 2);
            expect(fn.positionOf(0xff0)).toEqual({ file: 'dump.txt', line: first + 255, column: 6 });
          }
        }
      },
    ),
  );
});
