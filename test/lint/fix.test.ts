import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitDumps } from '../../src/input/segment.ts';
import { textSnapshots } from '../../src/input/text.ts';
import { fixedDump } from '../../src/lint/fix.ts';
import { unifiedDiff } from '../../src/output/unified-diff.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const dumps = readdirSync(samples, { recursive: true })
  .map(String)
  .filter((name) => /^[^/\\]+[/\\]lspci[^/\\]*\.txt$/.test(name))
  .map((name) => [name, readFileSync(join(samples, name), 'latin1')] as const)
  // Text of -vvv without bytes is another format.
  .filter(([, text]) => /^00: /m.test(text));

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const fix = (text: string): string => {
  const fixed = fixedDump(bytes(text));
  return fixed ? Buffer.from(fixed).toString('latin1') : text;
};

/** What a dump says, Function by Function: the words and every byte that is known. */
const said = (text: string) =>
  textSnapshots('dump', bytes(text))
    .flatMap(splitDumps)
    .flatMap(({ functions }) => functions)
    .map((fn) => {
      const known = Array.from({ length: fn.config.end }, (_, n) =>
        fn.config.has(n, 1) ? fn.config.u8(n) : null,
      );
      return { address: fn.address, text: fn.surroundings.text, known };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));

const row = (offset: string): string => `${offset}: ${'00 '.repeat(16).trim()}`;
const one = (address: string, offsets = ['00', '10', '20', '30']): string =>
  `${address} Host bridge: Example\n${offsets.map(row).join('\n')}\n`;

describe('what is repaired', () => {
  const good = `${one('00:00.0')}\n${one('00:01.0')}`;
  test.each([
    ['line ends', good.replaceAll('\n', '\r\n')],
    ['the last line end', good.slice(0, -1)],
    ['the order of functions', `${one('00:01.0')}\n${one('00:00.0')}`],
    ['all of them', `${one('00:01.0')}\n${one('00:00.0')}`.replaceAll('\n', '\r\n').slice(0, -2)],
  ])('%s', (_what, text) => expect(fix(text)).toBe(good));

  test('the case of offsets, not that of bytes', () => {
    const offsets = Array.from({ length: 16 }, (_, n) => `${n.toString(16)}0`);
    const text = one('00:00.0', offsets).replace('a0: 00', 'A0: AB').replace('f0:', 'F0:');
    expect(fix(text)).toBe(one('00:00.0', offsets).replace('a0: 00', 'a0: AB'));
  });

  test('a function takes its text along, and what is above the first one stays', () => {
    const capture = one('00:01.0').replace('\n', '\n\tSubsystem: Example\n');
    expect(fix(`# two functions\n${capture}\n${one('00:00.0')}`)).toBe(
      `# two functions\n${one('00:00.0')}\n${capture}`,
    );
  });
});

describe('what is left as it is', () => {
  const isLeft = (text: string) => expect(fixedDump(bytes(text))).toBeUndefined();
  test('a dump in order', () => isLeft(one('00:00.0')));
  test('a last row that may have been cut', () => isLeft(`${one('00:00.0', ['00', '10', '20'])}30: 00 00 0`));
  test('a last row that ends after a whole byte', () =>
    isLeft(`${one('00:00.0', ['00', '10', '20'])}30: 00 00 00`));
  test('functions with a comment between them, which is about the next one', () =>
    isLeft(`${one('00:01.0')}# lsvf-ignore dump/gap: of 00:00.0\n${one('00:00.0')}`));
  test('one function that is there twice', () =>
    isLeft(`${one('00:01.0')}\n${one('00:00.0')}\n${one('00:01.0').replace('00 00', '01 00')}`));
  test('what is not a dump', () => isLeft('a text\r\nof two lines'));
  test('a rule that is off', () =>
    expect(fixedDump(bytes(one('00:00.0').replaceAll('\n', '\r\n')), () => false)).toBeUndefined());
});

test.each(dumps)('%s says the same after any of it was undone and repaired', (_name, text) => {
  // A dump of many Functions says no more here than one of some.
  const short = text.slice(0, 60_000);
  const before = said(short);
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.nat(), (crlf, cut, upper, turn) => {
      const blocks = short.split(/\n\n(?=[0-9a-f]{2})/);
      const n = turn % blocks.length;
      let broken = [...blocks.slice(n), ...blocks.slice(0, n)].map((block) => block.trimEnd()).join('\n\n');
      if (!cut) broken += '\n';
      if (upper) broken = broken.replaceAll(/^[0-9a-f]{2,3}(?=: [0-9a-f]{2} )/gm, (at) => at.toUpperCase());
      if (crlf) broken = broken.replaceAll('\n', '\r\n');
      const fixed = fix(broken);
      expect(said(fixed)).toEqual(said(broken));
      expect(said(fixed)).toEqual(before);
      expect(fix(fixed)).toBe(fixed);
      expect(fixed).not.toContain('\r');
    }),
    { numRuns: 6 },
  );
});

test('any text says the same after it was repaired', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '00:01.0 X',
      '00:00.0 Y',
      '0000:00:02.0 Z',
      '',
      '\tCapabilities: <access denied>',
      '# a comment',
    ),
    fc.tuple(fc.integer({ min: 0, max: 0xff }), fc.uint8Array({ minLength: 1, maxLength: 17 })).map(
      ([offset, values]) =>
        `${offset.toString(16).toUpperCase()}0: ${Buffer.from(values)
          .toString('hex')
          .replace(/..(?!$)/g, '$& ')}`,
    ),
    fc.string({ maxLength: 12 }),
  );
  const ends = fc.constantFrom('\n', '\r\n', '\r', '\r\r\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(line, ends), { maxLength: 24 }), fc.boolean(), (lines, cut) => {
      const text = lines.map(([words, end]) => words + end).join('');
      const broken = cut ? text.replace(/[\r\n]+$/, '') : text;
      const ascii = Buffer.from(broken, 'latin1').toString('latin1');
      expect(said(fix(ascii))).toEqual(said(ascii));
    }),
    { numRuns: 400 },
  );
});

test('the diff is one that patch takes', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk';
  const after = 'a\nB\nc\nd\ne\nf\ng\nh\ni\nj\nk\n';
  expect(unifiedDiff(before, after, 'x.txt')).toBe(
    '--- x.txt\n+++ x.txt\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n@@ -8,4 +8,4 @@\n h\n i\n j\n-k\n\\ No newline at end of file\n+k\n',
  );
});
