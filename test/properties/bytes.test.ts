import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allPaths } from '../../src/decode/all-paths.ts';
import { EncodeError, encode, type FieldValues } from '../../src/decode/encode.ts';
import { extract, FunctionView } from '../../src/decode/view.ts';
import { findExtended, findStandard, walk } from '../../src/decode/walk.ts';
import { hexDump } from '../../src/input/formats/lspci/write.ts';
import { readBytes } from '../../src/input/read.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { registersRecord, registersShape } from '../../src/output/records/registers.ts';
import { sharingOf } from '../../src/sharing/sharing.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const functionOf = (bytes: Uint8Array): PciFunction =>
  new PciFunction(0, 0x100, ConfigSpace.of(bytes), { kind: 'binary', file: 'bytes' });

/** Bytes with capability lists that lead somewhere, so that walks come far. */
const linked = fc
  .record({
    seed: fc.uint8Array({ minLength: 4096, maxLength: 4096 }),
    size: fc.integer({ min: 0, max: 4096 }),
  })
  .map(({ seed, size }) => {
    const bytes = Uint8Array.from(seed);
    bytes[0x06] = (bytes[0x06] as number) | 0x10;
    bytes[0x0e] = (bytes[0x0e] as number) & 1;
    bytes[0x34] = 0x40 | ((bytes[0x34] as number) & 0xbc);
    return bytes.subarray(0, size);
  });

describe('any bytes', () => {
  test('walk to an end, each entry once', () => {
    fc.assert(
      fc.property(linked, (bytes) => {
        const { entries } = walk(ConfigSpace.of(bytes));
        const offsets = entries.map((entry) => entry.offset);
        expect(new Set(offsets).size).toBe(offsets.length);
        expect(entries.length).toBeLessThanOrEqual(48 + 960);
      }),
    );
  });

  test('the search for one capability agrees with the walk', () => {
    fc.assert(
      fc.property(linked, fc.integer({ min: 1, max: 0x30 }), (bytes, id) => {
        const config = ConfigSpace.of(bytes);
        const { entries } = walk(config);
        const first = (kind: string): number =>
          entries.find((e) => e.kind === kind && e.id === id)?.offset ?? 0;
        expect(Math.max(0, findExtended(config, id))).toBe(first('extended'));
        expect(Math.max(0, findStandard(config, id))).toBe(first('standard'));
      }),
    );
  });

  test('decode, classify and share without a throw', () => {
    fc.assert(
      fc.property(linked, linked, (a, b) => {
        const functions = [a, b].map(
          (bytes, n) => new PciFunction(0, 0x100 + n, ConfigSpace.of(bytes), { kind: 'binary', file: 'x' }),
        );
        const system = new System({ source: 'x', inputFormat: 'x', functions, diagnostics: [] }, new Names());
        for (const fn of functions) {
          const report = system.report(fn);
          registersShape.write(registersRecord(report.view, fn.address));
          sharingOf(system, report);
          if (report.verdict.role === 'vf') expect(report.verdict.certainty).not.toBeNull();
          else expect(report.verdict.attachment).toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });

  test('extract equals a model in BigInt', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.constantFrom(8, 16, 24, 32, 64),
        fc.nat(63),
        fc.integer({ min: 1, max: 64 }),
        fc.nat(8),
        (bytes, registerWidth, low, width, offset) => {
          fc.pre(low + width <= registerWidth);
          let raw = 0n;
          for (let n = registerWidth / 8 - 1; n >= 0; n--)
            raw = (raw << 8n) | BigInt(bytes[offset + n] as number);
          const expected = (raw >> BigInt(low)) & ((1n << BigInt(width)) - 1n);
          const got = extract(ConfigSpace.of(bytes), { offset, registerWidth, low, width });
          expect(BigInt(got as number | bigint)).toBe(expected);
        },
      ),
    );
  });
});

describe('any text', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '00:00.0 Host bridge: X',
      '0000:01:00.0 Y',
      '00: 86 80',
      '10: zz',
      '',
      '\t',
      'fff: 00',
      '1000: 00',
      '20:00:1f.9 X',
    ),
    fc
      .integer({ min: 0, max: 255 })
      .map((row) => `${(row * 16).toString(16).padStart(2, '0')}:${' 00'.repeat(16)}`),
  );
  test('is read without a throw, and positions lie inside it', () => {
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.boolean(), (lines, eol, end) => {
        const text = lines.join(eol) + (end ? eol : '');
        const snapshot = readBytes('t', new TextEncoder().encode(text), 'lspci');
        for (const { at } of snapshot.diagnostics) {
          if (at?.line !== undefined) expect(at.line).toBeLessThanOrEqual(text.split('\n').length);
        }
      }),
    );
  });

  test('bytes written as a dump are read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 4096 }), (bytes) => {
        const text = [...hexDump(functionOf(bytes))].join('');
        const [fn] = readBytes('t', new TextEncoder().encode(text), 'lspci').functions;
        expect(fn?.config.knownBytes).toBe(bytes.length);
        expect(Buffer.from(fn?.config.slice(0, bytes.length) ?? []).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('every field', () => {
  // Fields that exist only together with others are covered where those are set.
  // The headers of the lists are what encode itself writes.
  const paths = allPaths().filter(
    (path) =>
      path.includes('.') &&
      !/header_type|capability_id|next_capability|capability_header|dvsec_header/.test(path),
  );
  test('that can be written is read back, and no other bit changes', () => {
    let written = 0;
    for (const path of paths) {
      let bytes: Uint8Array;
      let without: Uint8Array;
      try {
        bytes = encode({ [path]: 1 } as FieldValues);
        without = encode({ [path]: 0 } as FieldValues);
      } catch (error) {
        if (error instanceof EncodeError) continue;
        throw error;
      }
      written++;
      const reading = new FunctionView(functionOf(bytes)).read(path);
      expect([path, reading.state === 'known' ? Number(reading.value) : reading.state]).toEqual([path, 1]);
      const changed = bytes.reduce(
        (bits, byte, n) =>
          bits + ((byte ^ (without[n] as number)) & 0xff).toString(2).replaceAll('0', '').length,
        0,
      );
      expect([path, changed]).toEqual([path, 1]);
    }
    expect(written).toBeGreaterThan(paths.length / 3);
  });
});
