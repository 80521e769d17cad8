import { expect, test } from 'vitest';
import { type EncodeOptions, encode, type FieldValues } from '../../src/decode/encode.ts';
import { Linter } from '../../src/lint/engine.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { parseAddress } from '../../src/model/address.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { type Branch, hierarchyOf } from '../../src/verdict/hierarchy.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';
import { relationsHold } from '../fuzz/invariants.ts';
import { linkGraph } from '../fuzz/links.ts';
import { Random } from '../fuzz/random.ts';

/* Links of an edited tree lead anywhere: up, down, to each other. */

interface Described {
  readonly address: string;
  readonly fields?: FieldValues;
  readonly links?: Readonly<Record<string, string>>;
  readonly options?: EncodeOptions;
  readonly bytes?: Uint8Array;
}

const endpoint = { 'header.vendor_id': 0x8086, 'pcie.capabilities.device_port_type': 0 };
const deadBytes = new Uint8Array(256).fill(0xff);
const bridge = (secondary: number, subordinate = secondary): Pick<Described, 'fields' | 'options'> => ({
  fields: {
    'header.vendor_id': 0x8086,
    'header.secondary_bus_number': secondary,
    'header.subordinate_bus_number': subordinate,
  },
  options: { layout: 1 },
});
const pf = {
  ...endpoint,
  'sriov.control.vf_enable': 1,
  'sriov.total_vfs': 4,
  'sriov.num_vfs': 4,
  'sriov.first_vf_offset': 0x200,
  'sriov.vf_stride': 1,
};

function systemOf(...described: Described[]): System {
  const functions = described.map(({ address, fields = endpoint, links = {}, options, bytes }) => {
    const key = parseAddress(address) ?? 0;
    const config = ConfigSpace.of(bytes ?? encode(fields, options));
    const origin = { kind: 'binary', file: 'x' } as const;
    return new PciFunction(Math.floor(key / 0x10000), key % 0x10000, config, origin, {
      links: new Map(Object.entries(links)),
    });
  });
  return new System({ source: 'x', inputFormat: 'x', functions, diagnostics: [] }, new Names());
}

function verdictOf(system: System, address: string) {
  const fn = system.machine.byKey.get(parseAddress(address) ?? 0);
  if (!fn) throw new Error(`there is no ${address}`);
  return system.report(fn).verdict;
}

/** Addresses as the tree has them, each indented by how deep it is. */
function treeOf(system: System): string[] {
  const lines = (depth: number, { group, children }: Branch): string[] => [
    ...group.map(({ fn }) => `${' '.repeat(depth)}${fn.address}`),
    ...children.flatMap((child) => lines(depth + 1, child)),
  ];
  return hierarchyOf(system, everything, false).roots.flatMap(({ children }) =>
    children.flatMap((child) => lines(0, child)),
  );
}

function lint(system: System): void {
  const linter = new Linter(
    rules.map((rule) => ({ rule, severity: rule.meta.severity })),
    rules,
  );
  linter.lint(system);
}

test('the bridge above a PF that its virtfn0 names is not above itself', () => {
  const system = systemOf(
    { address: '0000:00:02.1', ...bridge(2) },
    { address: '0000:02:00.0', fields: pf, links: { virtfn0: '0000:00:02.1' } },
  );
  const [above] = system.snapshot.functions;
  expect(above && system.machine.bridgeAbove(above)).toBeUndefined();
  expect(treeOf(system)).toEqual(['0000:00:02.1', ' 0000:02:00.0']);
  lint(system);
});

test('nor are two bridges above each other whose PFs name them crosswise', () => {
  const system = systemOf(
    { address: '0000:00:01.0', ...bridge(1) },
    { address: '0000:00:02.0', ...bridge(2) },
    { address: '0000:01:00.0', fields: pf, links: { virtfn0: '0000:00:02.0' } },
    { address: '0000:02:00.0', fields: pf, links: { virtfn0: '0000:00:01.0' } },
  );
  expect(treeOf(system)).toEqual(['0000:00:01.0', ' 0000:01:00.0', '0000:00:02.0', ' 0000:02:00.0']);
  lint(system);
});

test('two Functions that name each other as their PF are VFs of neither, and both are in the tree', () => {
  const system = systemOf(
    { address: '0000:01:00.0', links: { physfn: '0000:01:00.1' } },
    { address: '0000:01:00.1', links: { physfn: '0000:01:00.0' } },
  );
  expect(verdictOf(system, '0000:01:00.0')).toMatchObject({
    role: 'vf',
    attachment: 'unknown',
    pf: null,
    reason: 'its physfn link names 0000:01:00.1, which is a VF itself',
  });
  expect(treeOf(system)).toEqual(['0000:01:00.0', '0000:01:00.1']);
});

test('a bridge is nobody’s PF', () => {
  const system = systemOf(
    { address: '0000:00:01.0', ...bridge(1) },
    { address: '0000:01:00.0', links: { physfn: '0000:00:01.0' } },
  );
  expect(verdictOf(system, '0000:01:00.0')).toMatchObject({
    attachment: 'unknown',
    reason: 'its physfn link names 0000:00:01.0, which is a bridge',
  });
});

test('VFs whose PF does not answer stay in the tree, also where another Function beside it does not', () => {
  const system = systemOf(
    { address: '0000:01:00.0', bytes: deadBytes },
    { address: '0000:01:00.1', bytes: deadBytes },
    { address: '0000:01:10.0', links: { physfn: '0000:01:00.0' } },
  );
  expect(treeOf(system)).toEqual(['0000:01:00.0', ' 0000:01:10.0', '0000:01:00.1']);
});

test('one address twice, once as a bridge and once as a VF of what is below it, is in the tree twice', () => {
  const system = systemOf(
    { address: '0000:00:01.0', ...bridge(1) },
    { address: '0000:00:01.0', links: { physfn: '0000:01:00.0' } },
    { address: '0000:01:00.0', fields: pf },
  );
  expect(treeOf(system)).toEqual(['0000:00:01.0', ' 0000:01:00.0', '  0000:00:01.0']);
});

test('what is said of any graph of links agrees with itself', () => {
  for (let n = 0; n < 500; n++) {
    const functions = linkGraph(new Random(1, 'links', n));
    relationsHold(new System({ source: 'x', inputFormat: 'x', functions, diagnostics: [] }, new Names()));
  }
});
