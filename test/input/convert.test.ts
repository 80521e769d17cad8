import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isArchive } from '../../src/input/archive.ts';
import { bytesFrom } from '../../src/input/bytes.ts';
import type { InputFormat } from '../../src/input/format.ts';
import { headOf } from '../../src/input/head.ts';
import { readPacked } from '../../src/input/ladder.ts';
import { type Loss, lossesOf } from '../../src/input/losses.ts';
import { inOrder } from '../../src/input/order.ts';
import { readBytes } from '../../src/input/read.ts';
import { bridgesAbove } from '../../src/machine/buses.ts';
import { ConfigSpace, type Range } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { treeRecord } from '../../src/output/records/tree.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

/*
 * What convert writes is read back through detection, with the same bytes, known ranges, links and tree. What a format
 * cannot carry is named here, format by format; anything else that goes missing is a fault.
 */

type Kind = Loss['kind'];

interface Limits {
  /** What may be missing afterwards. */
  readonly lacks: readonly Kind[];
  /** Whether several functions fit. */
  readonly many: boolean;
}

const limits: Readonly<Record<string, Limits>> = {
  json: { lacks: [], many: true },
  lspci: { lacks: ['attribute', 'link', 'stated'], many: true },
  'sysfs-tar': { lacks: ['text', 'attribute', 'bytes', 'stated'], many: true },
  umockdev: { lacks: ['text', 'attribute', 'bytes', 'stated'], many: true },
  hexdump: { lacks: ['attribute', 'link', 'stated'], many: true },
  raw: { lacks: ['text', 'attribute', 'link', 'stated'], many: false },
};

const writable = inOrder.filter((format) => format.write !== undefined);
const nameOf = (format: InputFormat): string => format.writtenAs ?? format.name;

async function bytesOf(format: InputFormat, functions: readonly PciFunction[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const piece of format.write?.(functions, bridgesAbove(functions)) ?? [])
    chunks.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Uint8Array.from(Buffer.concat(chunks));
}

async function read(name: string, bytes: Uint8Array): Promise<Snapshot> {
  const { bytes: head } = headOf(name, bytes, true);
  return isArchive(head)
    ? ((await readPacked(name, bytesFrom(bytes)))[0] as Snapshot)
    : readBytes(name, bytes);
}

const root = join(import.meta.dirname, '..', '..', 'samples');
const samples = readdirSync(root, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  // What is broken on purpose loses what is broken, and what lspci 3.14 printed has no bytes.
  // The words of -vv place VFs where bytes end at FFh; no format of bytes carries them.
  .filter((name) => /\.(?:txt|tar\.gz)$/.test(name) && !/^broken|3\.14|lspci-b-vv/.test(name))
  .sort();

type Tree = Readonly<{ [key: string]: unknown }>;

function treeOf(snapshot: Snapshot): Tree[] {
  const system = new System(snapshot, new Names());
  return snapshot.functions.map((fn) => treeRecord(system, fn) as Tree);
}

/** What rests on the bytes alone, and not on links, attributes or text. */
const fromBytes = ['address', 'raw_vendor_id', 'raw_device_id', 'class_code', 'known_bytes', 'parent'];
const verdict = ['role', 'attachment', 'certainty', 'pf', 'vf_number', 'sriov'];
/** Captures of which only links or attributes tell who is whose VF. */
const notFromBytes: ReadonlySet<string> = new Set(['dead-slot/sysfs.tar.gz', 's390x-zpci/sysfs.tar.gz']);
const only = (keys: readonly string[], records: Tree[]): Tree[] =>
  records.map((record) => Object.fromEntries(keys.map((key) => [key, record[key]])));

test('every format that is written has its limits in the table', () => {
  expect(writable.map(nameOf).sort()).toEqual(Object.keys(limits).sort());
  expect(samples.length).toBeGreaterThan(30);
});

describe.each(writable.map((format) => [nameOf(format), format] as const))('%s', (name, format) => {
  const { lacks, many } = limits[name] as Limits;

  test.each(samples)('%s', async (sample) => {
    const all = await read(sample, readFileSync(join(root, sample)));
    const functions = many ? all.functions : all.functions.slice(0, 1);
    const before = { ...all, functions };
    const bytes = await bytesOf(format, functions);
    // Formats without addresses have them in the name of the file.
    const after = await read(many ? 'converted' : `${functions[0]?.address}.x`, bytes);
    expect(after.inputFormat).toBe(format.name);
    const losses = lossesOf(functions, after.functions);
    expect(losses.map(({ kind }) => kind).filter((kind) => !lacks.includes(kind))).toEqual([]);
    expect(after.functions.map((fn) => [fn.address, fn.config.knownRanges])).toEqual(
      functions.map((fn) => [fn.address, fn.config.knownRanges]),
    );
    for (const [n, fn] of functions.entries()) {
      const { config } = after.functions[n] as PciFunction;
      expect(Buffer.compare(config.slice(0, config.end), fn.config.slice(0, fn.config.end))).toBe(0);
    }
    const [was, is] = [treeOf(before), treeOf(after)];
    if (losses.length === 0) expect(is).toEqual(was);
    else expect(only(fromBytes, is)).toEqual(only(fromBytes, was));
    if (losses.length === 0 || !notFromBytes.has(sample))
      expect(only(verdict, is)).toEqual(only(verdict, was));
    // Written again, it is the same, but for the name of the file.
    const text = (written: Uint8Array): string => Buffer.from(written).toString('latin1');
    const again = text(await bytesOf(format, after.functions));
    expect(again.replace(/"source": ".*"/g, '') === text(bytes).replace(/"source": ".*"/g, '')).toBe(true);
  });
});

/** Functions with any bytes, gaps, texts and names. */
const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const anyName = fc.oneof(
  fc.constantFrom('vendor', 'numa_node', 'driver', 'resource', '../../etc', 'pfip/segment0', '__proto__'),
  fc.constantFrom('physfn', 'virtfn0', 'iommu_group', 'subsystem', 'toString'),
  anyText,
);
const anyRanges = fc
  .uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 6 })
  .map((cuts) => {
    const sorted = cuts.sort((a, b) => a - b);
    const ranges: Range[] = [];
    for (let n = 0; n + 1 < sorted.length; n += 2)
      ranges.push({ start: sorted[n] as number, end: sorted[n + 1] as number });
    return ranges;
  });
const anyFunction = fc
  .record({
    domain: fc.integer({ min: 0, max: 0xffffffff }),
    routingId: fc.integer({ min: 0, max: 0xffff }),
    bytes: fc.uint8Array({ minLength: 300, maxLength: 300 }),
    ranges: anyRanges,
    text: fc.option(anyText, { nil: undefined }),
    attributes: fc.array(fc.tuple(anyName, anyText), { maxLength: 4 }),
    links: fc.array(fc.tuple(anyName, anyText), { maxLength: 4 }),
  })
  .map(({ domain, routingId, bytes, ranges, text, attributes, links }) => {
    const end = ranges.at(-1)?.end ?? 0;
    const config = new ConfigSpace(bytes, 0, end, end, ranges);
    const surroundings = { attributes: new Map(attributes), links: new Map(links) };
    return new PciFunction(
      domain,
      routingId,
      config,
      { kind: 'binary', file: 'any' },
      text === undefined ? surroundings : { text, ...surroundings },
    );
  });

describe('any functions', () => {
  test.each(writable.map((format) => [nameOf(format), format] as const))('%s', async (name, format) => {
    const { lacks, many } = limits[name] as Limits;
    // Hostile texts are cut down to what fits, which counts as lost; bytes are never others than they were.
    const may: readonly Kind[] =
      name === 'json' ? [] : [...lacks, 'bytes', 'text', 'attribute', 'link', 'function', 'address'];
    await fc.assert(
      fc.asyncProperty(fc.array(anyFunction, { minLength: 1, maxLength: 3 }), async (functions) => {
        const after = await read('converted', await bytesOf(format, functions));
        const losses = lossesOf(functions, after.functions);
        expect(losses.map(({ kind }) => kind).filter((kind) => !may.includes(kind))).toEqual([]);
        if (!many) return;
        // No text becomes a function or a row.
        const known = new Set(functions.map((fn) => fn.key));
        expect(after.functions.every((fn) => known.has(fn.key))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("what is wrong in lsvf's own form", () => {
  const record = { address: '0000:01:00.0', known: [[0, 4]], bytes: 'hoDJEA==' };
  const snapshotOf = (functions: unknown, rest: object = {}): Snapshot =>
    readBytes(
      'x.json',
      Buffer.from(JSON.stringify({ lsvf: 'functions', schema_version: 1, functions, ...rest })),
    );

  test.each([
    ['no object', [7], 'json/bad-function'],
    ['no address', [{ ...record, address: '1:2:3' }], 'json/bad-function'],
    ['an address that is a number', [{ ...record, address: 1 }], 'json/bad-function'],
    ['no base64', [{ ...record, bytes: '%%' }], 'json/bad-function'],
    ['bytes and ranges that differ', [{ ...record, known: [[0, 5]] }], 'json/bad-function'],
    [
      'ranges out of order',
      [
        {
          ...record,
          known: [
            [2, 4],
            [0, 2],
          ],
        },
      ],
      'json/bad-function',
    ],
    ['a range past the end', [{ ...record, known: [[4094, 4098]] }], 'json/bad-function'],
    ['a range of fractions', [{ ...record, known: [[0, 3.5]] }], 'json/bad-function'],
    ['an attribute that is no text', [{ ...record, attributes: { vendor: 7 } }], 'json/bad-text'],
    ['links that are a list', [{ ...record, links: ['physfn'] }], 'json/bad-text'],
    ['the same address twice', [record, record], 'json/duplicate-function'],
    ['no list', 7, 'json/no-list'],
  ])('%s', (_what, functions, code) => {
    const snapshot = snapshotOf(functions);
    expect(snapshot.diagnostics[0]?.code).toBe(code);
    expect(snapshot.inputFormat).toBe('json');
  });

  test('the rest is still read, and messages know their line', () => {
    const text = JSON.stringify({ lsvf: 'functions', schema_version: 1, functions: [7, record] }, null, 1);
    const { functions, diagnostics } = readBytes('x.json', Buffer.from(text));
    expect(functions.map((fn) => [fn.address, fn.config.u32(0)])).toEqual([['0000:01:00.0', 0x10c98086]]);
    expect(diagnostics).toHaveLength(1);
    const one = JSON.stringify({ lsvf: 'functions', schema_version: 1, functions: [record] }, null, 1);
    const [fn] = readBytes('x.json', Buffer.from(one)).functions;
    const line = one.split('\n').findIndex((row) => row.includes('"address"')) + 1;
    expect(fn?.positionOf(2)).toEqual({ file: 'x.json', line, column: 4 });
  });

  test('any JSON in its places, as deep as it may be', () => {
    const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    const anything = fc.oneof(fc.jsonValue(), fc.constant(deep(50_000)));
    const almost = fc.record(
      {
        address: anything,
        text: anything,
        attributes: anything,
        links: anything,
        known: anything,
        bytes: anything,
      },
      { requiredKeys: [] },
    );
    const mixed = fc.tuple(almost, fc.constant(record)).map(([odd, good]) => ({ ...good, ...odd }));
    // JSON.stringify cannot write what is so deep, so it is put in as text.
    const text = (value: unknown): string => {
      if (Array.isArray(value) && value.length === 1 && Array.isArray(value[0]))
        return '['.repeat(50_000) + ']'.repeat(50_000);
      if (typeof value !== 'object' || value === null) return JSON.stringify(value);
      if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
      return `{${Object.entries(value)
        .map(([key, inner]) => `${JSON.stringify(key)}:${text(inner)}`)
        .join(',')}}`;
    };
    fc.assert(
      fc.property(anything, fc.array(fc.oneof(anything, mixed), { maxLength: 3 }), (version, functions) => {
        for (const [schema, list] of [
          [1, functions],
          [version, functions],
          [1, version],
        ]) {
          const content = `{"lsvf": "functions", "schema_version": ${text(schema)}, "functions": ${text(list)}}`;
          const snapshot = readBytes('x.json', Buffer.from(content));
          if (snapshot.functions.length === 0) expect(snapshot.diagnostics.length).toBeGreaterThan(0);
          for (const fn of snapshot.functions) expect(fn.config.end).toBeLessThanOrEqual(4096);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('another version, other JSON, and cut JSON', () => {
    expect(snapshotOf([record], { schema_version: 2 }).diagnostics[0]?.code).toBe('json/schema-version');
    expect(readBytes('x.json', Buffer.from('{"functions": []}')).inputFormat).toBe('unknown');
    const cut = Buffer.from('{"lsvf": "functions", "schema_version": 1, "functions": [');
    expect(readBytes('x.json', cut).diagnostics[0]?.code).toBe('json/syntax');
    const forced = readBytes('x.json', Buffer.from('{"a": 1}'), 'json');
    expect(forced.diagnostics[0]?.code).toBe('json/not-lsvf');
  });
});

test.each(writable.map((format) => [nameOf(format), format] as const))(
  'no text makes a function: %s',
  async (_name, format) => {
    const inner = [
      '0000:66:00.0 Y',
      '00: 86 80 c9 10',
      '# 0000:66:00.0',
      '00000000  86 80 c9 10 00 00 00 00  00 00 00 00 00 00 00 00  |................|',
      'P: /devices/pci0000:66/0000:66:00.0',
      'H: config=8680C910',
      '"address": "0000:66:00.0"',
    ];
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\0']) {
      const text = ['X', '', ...inner, ''].join(end);
      const attributes = new Map([
        ['resource', text],
        ['driver', text],
        ['region0', text],
      ]);
      const links = new Map([
        ['physfn', text],
        ['iommu_group', text],
        [text, '0000:66:00.0'],
      ]);
      const bytes = new Uint8Array(256).fill(1, 0, 14);
      const surroundings = { text, attributes, links };
      const origin = { kind: 'binary', file: text } as const;
      const fn = new PciFunction(0, 0x100, ConfigSpace.of(bytes), origin, surroundings);
      const { functions } = await read('0000:01:00.0', await bytesOf(format, [fn]));
      expect(functions.map(({ address, config }) => [address, config.u8(0), config.end])).toEqual([
        ['0000:01:00.0', 1, 256],
      ]);
    }
  },
);

test('of several functions a format for one carries the first, whatever its address', async () => {
  const of = (routingId: number, byte: number): PciFunction => {
    const bytes = new Uint8Array(256).fill(byte, 0, 14);
    return new PciFunction(0, routingId, ConfigSpace.of(bytes), { kind: 'binary', file: 'x' });
  };
  const raw = writable.find(({ name }) => name === 'raw') as InputFormat;
  for (const [functions, kinds] of [
    [
      [of(0x100, 1), of(0, 2)],
      ['function', 'address'],
    ],
    [
      [of(0x100, 1), of(0x200, 2)],
      ['function', 'address'],
    ],
    [[of(0, 2), of(0x100, 1)], ['function']],
  ] as const) {
    const after = await read('converted', await bytesOf(raw, functions));
    const losses = lossesOf(functions, after.functions);
    expect(losses.map(({ kind }) => kind)).toEqual(kinds);
    expect(losses[0]?.functions).toEqual([functions[1]?.address]);
  }
});
