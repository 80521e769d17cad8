import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LspciParser } from '../../src/input/formats/lspci/parser.ts';
import { readStated } from '../../src/input/formats/lspci/stated.ts';
import { readBytes } from '../../src/input/read.ts';
import type { PciFunction } from '../../src/model/function.ts';
import type { Stated } from '../../src/model/stated.ts';

/* The text of each Function is kept as bytes, and read when somebody asks. */

const sample = join(import.meta.dirname, '../../samples/igb-7vf/lspci-vvv-xxxx.txt');
const dump = readFileSync(sample, 'latin1');
const rows = (n: number): string =>
  Array.from({ length: n }, (_, row) => `${row}0:${' 00'.repeat(16)}\n`).join('');
const read = (text: string): readonly PciFunction[] => readBytes('dump.txt', Buffer.from(text)).functions;

/** All that is stated, in an order of its own for each. */
function factsOf(stated: Stated): unknown {
  const { fields, vfs, ...rest } = stated;
  return { ...rest, fields: [...fields], vfs: [...vfs] };
}

describe('each part of what is stated is read by itself', () => {
  const blocks = dump.trimEnd().split('\n\n');
  const functions = read(dump);
  test.each(functions.map((fn, n) => [fn.address, fn, blocks[n] ?? ''] as const))(
    '%s',
    (_address, fn, block) => {
      const line = fn.positionOf().line ?? 0;
      const whole = factsOf(readStated(block.split('\n'), 'dump.txt', line));
      // First the parts, then all of it; and the other way round.
      const { vendorId, driver, regions, iommuGroup } = fn.stated;
      expect(factsOf(fn.stated)).toEqual(whole);
      expect({ vendorId, driver, regions, iommuGroup }).toEqual({
        vendorId: fn.stated.vendorId,
        driver: fn.stated.driver,
        regions: fn.stated.regions,
        iommuGroup: fn.stated.iommuGroup,
      });
    },
  );
});

test('places are those of the file, with the domain left out, indented, and behind tabs as blanks', () => {
  const text = (indent: string, tab: string): string =>
    [
      '01:00.0 Ethernet controller [0200]: X [8086:10c9]',
      `${tab}Region 0: Memory at fe000000 (32-bit, non-prefetchable) [size=4K]`,
      `${tab}Kernel driver in use: igb`,
      rows(4).trimEnd(),
    ]
      .join('\n')
      .replace(/^/gm, indent);
  for (const [indent, tab] of [
    ['', '\t'],
    ['', '        '],
    ['    ', '\t'],
  ] as const) {
    const [fn] = read(text(indent, tab));
    const { vendorId, driver, regions } = fn?.stated ?? {};
    expect(vendorId?.at).toEqual({ file: 'dump.txt', line: 1, column: indent.length + 9 });
    expect(regions?.[0]?.at?.line).toBe(2);
    expect([driver?.value, driver?.at?.line]).toEqual(['igb', 3]);
  }
});

test('a Function without text states what its line does, one without a line nothing', () => {
  const [named, bare] = read(`01:00.0 0200: 8086:10c9\n${rows(4)}01:00.1\n${rows(4)}`);
  expect(named?.stated.deviceId?.value).toBe(0x10c9);
  expect(bare?.stated.fields.size).toBe(0);
  expect(bare?.surroundings.stated).toBeUndefined();
});

test('text cut into any pieces, with any line ends, is kept alike', () => {
  const lf = dump.slice(0, 6000);
  const facts = (functions: readonly PciFunction[]) => functions.map((fn) => factsOf(fn.stated));
  for (const text of [lf, lf.replaceAll('\n', '\r\n')]) {
    const bytes = Buffer.from(text, 'latin1');
    const expected = facts(readBytes('x', bytes).functions);
    expect(expected).toEqual(facts(readBytes('x', Buffer.from(lf, 'latin1')).functions));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 12 }), (pieces) => {
        const parser = new LspciParser('x');
        let [start, end] = [0, 0];
        // What was read is overwritten by what comes next, as by a file that is read.
        for (const piece of pieces) {
          end = Math.min(bytes.length, end + piece);
          const chunk = Buffer.from(bytes.subarray(start, end));
          start += parser.push(chunk, 0, chunk.length, false);
          chunk.fill(0x41);
        }
        parser.push(Buffer.from(bytes.subarray(start)), 0, bytes.length - start, true);
        parser.finish();
        expect(facts(parser.functions)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  }
});

test('text that has no end is not kept', () => {
  const prose = '\tindented prose, and more of it\n'.repeat(20_000);
  const text = Buffer.from(`01:00.0 X: Y\n${prose}01:00.1 X: Y\n\tKernel driver in use: z\n${rows(4)}`);
  const parser = new LspciParser('x');
  parser.push(text, 0, text.length, true);
  parser.finish();
  expect(parser.functions.map((fn) => fn.stated.driver?.value)).toEqual([undefined, 'z']);
  expect(parser.diagnostics.all().map(({ code, at }) => [code, at?.line])).toEqual([['lspci/long-text', 1]]);
});

test('facts are forgotten when many other Functions are asked, and read again', () => {
  const list = Array.from({ length: 600 }, (_, n) => {
    const [bus, device] = [n >> 5, n & 31].map((part) => part.toString(16).padStart(2, '0'));
    return `${bus}:${device}.0 X: Y\n\tKernel driver in use: d${n}\n${rows(4)}`;
  });
  const functions = read(list.join(''));
  for (const _pass of [0, 1])
    expect(functions.map((fn) => fn.stated.driver?.value)).toEqual(list.map((_, n) => `d${n}`));
});
