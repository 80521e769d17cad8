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

test('rows that are those of the Function before are read like any others, whatever follows them', () => {
  const blocks = [0, 1].map((value) => [
    `00: 86 80 0${value}${' 00'.repeat(13)}\n`,
    ...[1, 2, 3].map((row) => `${row}0:${' 00'.repeat(16)}\n`),
  ]);
  const endings = [
    '',
    '\n',
    '40: 05\n',
    `40:${' 07'.repeat(16)}\n`,
    '20: 09\n',
    '10: 00\n',
    '\tText\n',
    '80: 01\n',
  ];
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          block: fc.constantFrom(...blocks),
          rows: fc.integer({ min: 1, max: 4 }),
          ending: fc.constantFrom(...endings),
        }),
        { minLength: 2, maxLength: 6 },
      ),
      (functions) => {
        const text = functions
          .map(
            ({ block, rows, ending }, n) =>
              `00:${hex(n)}.0 Class: Name\n${block.slice(0, rows).join('')}${ending}`,
          )
          .join('');
        const bytes = new TextEncoder().encode(text);
        // Only a Buffer compares text with text.
        const [compared, each] = [Buffer.from(bytes), bytes].map((one) => parse(one, []));
        const told = ({ functions, diagnostics }: LspciParser): unknown => ({
          functions: functions.map((fn) => ({
            address: fn.address,
            ranges: fn.config.knownRanges,
            bytes: Buffer.from(fn.config.slice(0, 256)).toString('hex'),
            at: [0, 16, 64].map((offset) => fn.positionOf(offset)),
          })),
          diagnostics: diagnostics.all(),
          remarks: diagnostics.remarks,
        });
        expect(compared && told(compared)).toEqual(each && told(each));
      },
    ),
    { numRuns: 300 },
  );
});

test('Functions with the same bytes share them', () => {
  const rows = `00: 86 80${' 00'.repeat(14)}\n`;
  const text = ['00:01.0', '00:02.0', '00:03.0'].map((at) => `${at} Class: Name\n${rows}\n`).join('');
  for (const bytes of [Buffer.from(text), new TextEncoder().encode(text)]) {
    const [first, ...others] = parse(bytes, []).functions;
    expect(others.map(({ config }) => config === first?.config)).toEqual([true, true]);
  }
});
