import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeStated } from '../../src/input/facts.ts';
import { everyWord } from '../../src/input/formats/lspci/every-word.ts';
import { LspciParser } from '../../src/input/formats/lspci/parser.ts';
import { readStated } from '../../src/input/formats/lspci/stated.ts';
import { WordsKnown } from '../../src/input/formats/lspci/words-known.ts';
import { readBytes } from '../../src/input/read.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { nothingStated, type Stated } from '../../src/model/stated.ts';

/* The text of each Function is kept as bytes, and read when somebody asks. */

const sample = join(import.meta.dirname, '../../samples/igb-7vf/lspci-vvv-xxxx.txt');
const dump = readFileSync(sample, 'latin1');
const rows = (n: number): string =>
  Array.from({ length: n }, (_, row) => `${row}0:${' 00'.repeat(16)}\n`).join('');
const read = (text: string): readonly PciFunction[] => readBytes('dump.txt', Buffer.from(text)).functions;

/** All that is stated, in an order of its own for each. */
function factsOf(stated: Stated): unknown {
  const { fields, vfs, conflicts, ...rest } = mergeStated(nothingStated, stated);
  return { ...rest, fields: [...fields], vfs: [...vfs], conflicts: conflicts?.length };
}

/** The parts of what a Function's text states are what the whole of it states. */
function expectParts(fn: PciFunction, block: string): void {
  const line = fn.positionOf().line ?? 0;
  // First the parts, then all of it.
  const { vendorId, deviceId, name, className, classCode, classCodeBits, revision } = fn.stated;
  const { driver, modules, regions, iommuGroup, numaNode, physicalSlot } = fn.stated;
  const ofLine = { vendorId, deviceId, name, className, classCode, classCodeBits, revision };
  const ofSystem = { driver, modules, regions, iommuGroup, numaNode, physicalSlot };
  const whole = readStated(block.split('\n'), 'dump.txt', line);
  for (const [key, value] of Object.entries({ ...ofLine, ...ofSystem }))
    expect([key, value]).toEqual([key, whole[key as keyof Stated]]);
  expect(factsOf(fn.stated)).toEqual(factsOf(whole));
}

describe('each part of what is stated is read by itself', () => {
  const blocks = dump.trimEnd().split('\n\n');
  const functions = read(dump);
  test.each(functions.map((fn, n) => [fn.address, fn, blocks[n] ?? ''] as const))(
    '%s',
    (_address, fn, block) => expectParts(fn, block),
  );

  const brief = [
    '00:02.0 VGA compatible controller: Intel Corporation Alder Lake-N [UHD Graphics] (prog-if 00 [VGA controller])',
    '\tDeviceName: Onboard - Video',
    '\tFlags: bus master, fast devsel, latency 0, IRQ 158, NUMA node 1, IOMMU group 3',
    '\tMemory at 60e7000000 (64-bit, non-prefetchable) [size=16M]',
    '\t[virtual] Memory at 4000000000 (64-bit, prefetchable) [size=256M]',
    '\tI/O ports at 3000 [size=64]',
    '\tExpansion ROM at 000c0000 [virtual] [disabled] [size=128K]',
    '\tCapabilities: [160] Single Root I/O Virtualization (SR-IOV)',
    '\t\tRegion 0: Memory at 00000000fea00000 (64-bit, prefetchable)',
    '\tKernel driver in use: i915',
    '\tKernel modules: i915, xe',
  ].join('\n');
  test.each([
    ['-v', brief],
    ['with blanks for tabs', brief.replaceAll('\t', '        ')],
    ['without blanks', brief.replaceAll('\t', '')],
    [
      '-vmm',
      'Slot:\t00:02.0\nClass:\tVGA compatible controller\nVendor:\tX\nDevice:\tY\nDriver:\ti915\nIOMMUGroup:\t3',
    ],
  ])('%s', (_what, text) => {
    const [fn] = read(text);
    expect([fn?.stated.driver?.value, fn?.stated.iommuGroup?.value]).toEqual(['i915', 3]);
    expectParts(fn as PciFunction, text.replace(/^Slot:\t/, 'Slot:\t0000:'));
  });
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
        const parser = new LspciParser('x', new WordsKnown(everyWord));
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
  const text = Buffer.from(
    `01:00.0 Class: Y\n${prose}01:00.1 Class: Y\n\tKernel driver in use: z\n${rows(4)}`,
  );
  const parser = new LspciParser('x', new WordsKnown(everyWord));
  parser.push(text, 0, text.length, true);
  parser.finish();
  expect(parser.functions.map((fn) => fn.stated.driver?.value)).toEqual([undefined, 'z']);
  expect(parser.diagnostics.all().map(({ code, at }) => [code, at?.line])).toEqual([['lspci/long-text', 1]]);
});

test('facts are forgotten when many other Functions are asked, and read again', () => {
  const list = Array.from({ length: 600 }, (_, n) => {
    const [bus, device] = [n >> 5, n & 31].map((part) => part.toString(16).padStart(2, '0'));
    return `${bus}:${device}.0 Class: Y\n\tKernel driver in use: d${n}\n${rows(4)}`;
  });
  const functions = read(list.join(''));
  for (const _pass of [0, 1])
    expect(functions.map((fn) => fn.stated.driver?.value)).toEqual(list.map((_, n) => `d${n}`));
});
