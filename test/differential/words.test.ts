import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { definitionNamed } from '../../src/decode/definitions.ts';
import { encode } from '../../src/decode/encode.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { hexDump } from '../../src/input/lspci-dump.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { type Comparison, compare, type Difference, hasLspci, lspciSections } from './sections.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-differential-'));
const totals = { cases: 0, fields: 0 };
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  console.log(`compared with lspci: ${totals.cases} functions, ${totals.fields} fields`);
});

test('lspci is there in CI', () => {
  if (process.env['CI']) expect(hasLspci).toBe(true);
});

/** Of what is compared here, lspci 3.9.0 and lsvf say the same: nothing is excused. */
const unexplained = ({ differences }: Comparison): readonly Difference[] => differences;

function count(comparison: Comparison, cases: number): void {
  totals.cases += cases;
  totals.fields += comparison.fields;
}

describe.skipIf(!hasLspci)('samples', () => {
  test.each(readdirSync(samples).filter((name) => !/README|broken/.test(name)))('%s', async (folder) => {
    const file = join(samples, folder, 'lspci-xxxx.txt');
    const { functions } = await diskSnapshot(file);
    const comparison = compare(functions, lspciSections(file));
    count(comparison, functions.length);
    expect(comparison.fields).toBeGreaterThan(60);
    expect(unexplained(comparison)).toEqual([]);
  });
});

/** A stream of numbers that is the same in every run. */
function randomBytes(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
}

const perCapability = Number(process.env['DIFFERENTIAL_CASES'] ?? 200);

interface Shape {
  readonly name: string;
  /** Device/Port Type of the function; capabilities that only ports have need one. */
  readonly type?: number;
  readonly version?: number;
}

const shapes: readonly Shape[] = [
  { name: 'pm' },
  { name: 'msi' },
  { name: 'msix' },
  { name: 'pcie' },
  { name: 'pcie', version: 1 },
  { name: 'pcie', type: 4 },
  { name: 'pcie', type: 6 },
  { name: 'pcie', type: 9 },
  { name: 'aer' },
  { name: 'ari' },
  { name: 'ats' },
  { name: 'pri' },
  { name: 'pasid' },
  { name: 'acs' },
  { name: 'sriov' },
  { name: 'ltr' },
  { name: 'dsn' },
  { name: 'dpc', type: 4 },
  { name: 'ptm' },
  { name: 'l1_pm_substates', type: 4 },
  { name: 'multicast' },
  { name: 'secondary_pcie' },
];

/** Functions with one capability whose body is random, all zeros, or all ones. */
function generated({ name, type = 0, version = 2 }: Shape, cases: number): PciFunction[] {
  const definition = definitionNamed(name);
  if (!definition) throw new Error(`there is no ${name}`);
  const isBridge = type >= 4 && type <= 8;
  const base = encode(
    {},
    {
      layout: isBridge ? 1 : 0,
      capabilities: [...new Set(['pcie', name])],
      offsets: { pcie: 0x40, ...(name !== 'pcie' && definition.kind === 'standard' ? { [name]: 0x80 } : {}) },
    },
  );
  const start = name === 'pcie' ? 0x40 : definition.kind === 'standard' ? 0x80 : 0x100;
  const skip = definition.kind === 'standard' ? 2 : 4;
  const end = start + (name === 'pcie' ? 0x3c : 0x40);
  return Array.from({ length: cases }, (_, n) => {
    const random = randomBytes(0x9e3779b9 ^ (n * 2654435761));
    for (let warm = 0; warm < 16; warm++) random();
    const bytes = Uint8Array.from(base);
    for (let offset = start + skip; offset < end; offset++)
      bytes[offset] = n === 0 ? 0 : n === 1 ? 0xff : random();
    // What kind of function this is stays as it was asked for.
    bytes[0x42] = (type << 4) | version;
    if (name !== 'pcie') bytes[0x43] = 0;
    for (let offset = 4; offset < 8; offset++) bytes[offset] = random();
    bytes[6] = (bytes[6] as number) | 0x10;
    bytes[0] = 0x86;
    bytes[1] = 0x80;
    const routingId = ((n >> 8) << 8) | (n & 0xff);
    return new PciFunction(
      0,
      routingId,
      ConfigSpace.of(bytes),
      { kind: 'binary', file: name },
      { text: 'Generated' },
    );
  });
}

describe.skipIf(!hasLspci)('generated', () => {
  test.each(
    shapes.map(
      (shape) => [`${shape.name}, type ${shape.type ?? 0}, version ${shape.version ?? 2}`, shape] as const,
    ),
  )('%s', (_title, shape) => {
    const functions = generated(shape, perCapability);
    const file = join(scratch, 'generated.txt');
    writeFileSync(file, functions.flatMap((fn) => [...hexDump(fn)]).join(''));
    const comparison = compare(functions, lspciSections(file));
    count(comparison, functions.length);
    expect(comparison.fields).toBeGreaterThan(functions.length * 20);
    expect(unexplained(comparison).slice(0, 5)).toEqual([]);
  });
});

describe.skipIf(!hasLspci)('the comparison itself', () => {
  test('sees a bit that differs', () => {
    const [fn] = generated({ name: 'sriov' }, 3).slice(2) as [PciFunction];
    const file = join(scratch, 'one.txt');
    writeFileSync(file, [...hexDump(fn)].join(''));
    const bytes = fn.config.slice(0, 4096);
    bytes[0x108] = (bytes[0x108] as number) ^ 1;
    bytes[0x110] = (bytes[0x110] as number) ^ 1;
    const changed = new PciFunction(
      fn.domain,
      fn.routingId,
      ConfigSpace.of(bytes),
      fn.origin,
      fn.surroundings,
    );
    const paths = compare([changed], lspciSections(file)).differences.map(({ path }) => path);
    expect(paths.sort()).toEqual(['sriov.control.vf_enable', 'sriov.num_vfs']);
  });
});
