import { describe, expect, test } from 'vitest';
import { noPaint } from '../../src/cli/terminal.ts';
import { type EncodeOptions, encode, type FieldValues } from '../../src/decode/encode.ts';
import { readSnapshots } from '../../src/library/disk.ts';
import { addressKey, formatKey, parseAddress } from '../../src/model/address.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction, type Surroundings } from '../../src/model/function.ts';
import { nothingStated, type Stated } from '../../src/model/stated.ts';
import { type TreeRecord, treeRecord } from '../../src/output/records/tree.ts';
import { treeText } from '../../src/output/text/tree.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';

const origin = { kind: 'binary', file: 'made' } as const;

function functionAt(
  address: string,
  bytes: Uint8Array | FieldValues,
  { capabilities = ['pcie'], ...surroundings }: EncodeOptions & Surroundings = {},
): PciFunction {
  const key = parseAddress(address) ?? 0;
  const space = bytes instanceof Uint8Array ? bytes : encode(bytes, { capabilities });
  return new PciFunction(key >> 16, key & 0xffff, ConfigSpace.of(space), origin, surroundings);
}

const express: FieldValues = {
  'header.vendor_id': 0x8086,
  'header.class_code.base_class': 2,
  'pcie.capabilities.version': 2,
  'pcie.device_capabilities.function_level_reset_capability': 1,
};
const sriov = (values: FieldValues): FieldValues => ({
  ...express,
  'header.device_id': 0x1572,
  'sriov.control.vf_enable': 1,
  'sriov.initial_vfs': 4,
  'sriov.total_vfs': 4,
  'sriov.num_vfs': 4,
  'sriov.first_vf_offset': 1,
  'sriov.vf_stride': 1,
  'sriov.vf_device_id': 0x154c,
  ...values,
});
const pfOptions: EncodeOptions = { capabilities: ['pcie', 'sriov'] };
const vf: FieldValues = { ...express, 'header.vendor_id': 0xffff, 'header.device_id': 0xffff };
const port = (secondary: number, subordinate: number): PciFunction =>
  functionAt('00:02.0', {
    'header.vendor_id': 0x1b36,
    'header.header_type.layout': 1,
    'header.class_code.base_class': 6,
    'header.class_code.sub_class': 4,
    'header.memory_base': 0xfe00,
    'header.memory_limit': 0xfe00,
    'header.secondary_bus_number': secondary,
    'header.subordinate_bus_number': subordinate,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.device_capabilities_2.ari_forwarding_supported': 1,
    'pcie.device_control_2.ari_forwarding_enable': 1,
  });

const systemOf = (...functions: readonly PciFunction[]): System =>
  new System({ source: 'made', inputFormat: 'lspci', functions, diagnostics: [] }, new Names());

const textOf = (system: System, width = 200): string =>
  [
    ...treeText(system, {
      style: { chalk: noPaint, width, fits: 'cut', unicode: true },
      all: false,
      selection: everything,
    }),
  ].join('');

const records = (system: System): ReadonlyMap<string, TreeRecord> =>
  new Map(system.snapshot.functions.map((fn) => [fn.address, treeRecord(system, fn)]));

const sample = async (path: string): Promise<System> => {
  const [snapshot] = await readSnapshots(path);
  if (!snapshot) throw new Error(path);
  return new System(snapshot, new Names());
};

const given = (facts: Pick<Stated, 'driver' | 'iommuGroup' | 'numaNode'>): Surroundings => ({
  stated: () => ({ ...nothingStated, ...facts }),
});
const driver = (value: string): Pick<Stated, 'driver'> => ({ driver: { value, by: 'sysfs' } });
const group = (value: number): Pick<Stated, 'iommuGroup'> => ({ iommuGroup: { value, by: 'sysfs' } });

describe('what the system gave a Function', () => {
  test('VFs on vfio: driver and group in text and JSON', async () => {
    const system = await sample('samples/vf-on-vfio/sysfs.tar.gz');
    const text = textOf(system);
    expect(text).toMatch(/02:10\.0 {2}VF 1 .* driver igbvf · IOMMU group 11$/m);
    expect(text).toMatch(/02:10\.2 {2}VF 2 .* driver vfio-pci · IOMMU group 12$/m);
    expect(text).toMatch(/02:10\.4 … 02:10\.6 {2}VF 3–4 .* driver igbvf · IOMMU groups 13, 14$/m);
    const all = records(system);
    expect(all.get('0000:02:10.2')).toMatchObject({ driver: 'vfio-pci', iommu_group: 12, numa_node: null });
    expect(all.get('0000:03:00.2')).toMatchObject({ driver: null, iommu_group: 16 });
  });

  test('lspci states it in words', async () => {
    const header = '01:00.0 Ethernet controller [0200]: X [8086:10c9]';
    const words = `\tNUMA node: 1\n\tIOMMU group: 7\n\tKernel driver in use: igb\n`;
    const { readSnapshots: read } = await import('../../src/library/read.ts');
    const [snapshot] = await read({ text: `${header}\n${words}00: 86 80 c9 10\n` });
    if (!snapshot) throw new Error('not read');
    const system = new System(snapshot, new Names());
    expect(records(system).get('0000:01:00.0')).toMatchObject({
      driver: 'igb',
      iommu_group: 7,
      numa_node: 1,
    });
    expect(textOf(system)).toContain('driver igb · IOMMU group 7 · NUMA node 1');
  });

  test('what does not fit beside a name stands below it', () => {
    const fn = functionAt('01:00.0', express, { text: 'X: Y', ...given({ ...driver('igb'), ...group(3) }) });
    expect(textOf(systemOf(fn), 40)).toMatch(
      /^└─ 01:00\.0 .*\[8086:0000\]\n {6}driver igb · IOMMU group 3$/m,
    );
  });
});

describe('VFs that differ are not one line', () => {
  const pf = functionAt('01:00.0', sriov({}), pfOptions);
  const lines = (...vfs: readonly PciFunction[]): string[] =>
    textOf(systemOf(pf, ...vfs))
      .split('\n')
      .filter((line) => /VF \d/.test(line))
      .map((line) => line.replace(/^[│├└─ ]*(\S+(?: … \S+)?).*/, '$1'));
  const at = (n: number, fields: FieldValues = {}, options: EncodeOptions & Surroundings = {}): PciFunction =>
    functionAt(`01:00.${n}`, { ...vf, ...fields }, options);

  test('alike', () => {
    // An interrupt line of its own makes no VF another one.
    expect(lines(at(1), at(2, { 'header.interrupt_line': 5 }), at(3), at(4))).toEqual(['01:00.1 … 01:00.4']);
  });

  test.each<[string, PciFunction]>([
    ['class', at(2, { 'header.class_code.base_class': 1 })],
    ['raw IDs', at(2, { 'header.vendor_id': 0x8086, 'header.device_id': 0x154c })],
    ['subsystem', at(2, { 'header.subsystem_id': 7 })],
    ['capabilities', at(2, {}, { capabilities: ['pcie', 'ats'] })],
    ['driver', at(2, {}, given(driver('vfio-pci')))],
  ])('another %s', (_what, other) => {
    expect(lines(at(1), other, at(3), at(4))).toEqual(['01:00.1', '01:00.2', '01:00.3 … 01:00.4']);
  });
});

describe('Functions that do not answer', () => {
  const ones = new Uint8Array(4096).fill(0xff);
  const dead = (address: string, options: Surroundings = {}): PciFunction =>
    functionAt(address, ones, options);

  test('are the VFs that their PF has there', () => {
    const system = systemOf(
      functionAt('01:00.0', sriov({}), pfOptions),
      functionAt('01:00.1', vf),
      dead('01:00.2'),
      dead('01:00.3'),
      functionAt('01:00.4', vf),
    );
    const text = textOf(system);
    expect(text).toMatch(/^ {3}├─ 01:00\.2 … 01:00\.3 {2}VF 2–3/m);
    expect(text).toContain('did not answer; it is a VF of 0000:01:00.0');
    const all = records(system);
    expect(all.get('0000:01:00.3')).toMatchObject({ role: 'unreadable', pf: '0000:01:00.0', vf_number: 3 });
    expect(all.get('0000:01:00.3')?.attachment).toBeNull();
  });

  test('would be VFs that their PF has not enabled', () => {
    const pf = functionAt('01:00.0', sriov({ 'sriov.control.vf_enable': 0, 'sriov.num_vfs': 0 }), pfOptions);
    const system = systemOf(pf, dead('01:00.2'));
    expect(textOf(system)).toMatch(/^├─ 01:00\.0.*$/m);
    expect(textOf(system)).toMatch(/^└─ 01:00\.2 {2}VF 2/m);
    expect(textOf(system)).toContain('it would be a VF of 0000:01:00.0, but');
    expect(records(system).get('0000:01:00.2')).toMatchObject({ pf: null, vf_number: null });
  });

  test('none is lost where links lead in a circle', () => {
    const links = (address: string): Surroundings => ({ links: new Map([['virtfn0', address]]) });
    const system = systemOf(
      dead('01:00.0', links('0000:01:00.1')),
      dead('01:00.1', links('0000:01:00.0')),
      dead('01:00.2', links('0000:01:00.2')),
    );
    const text = textOf(system);
    for (const address of ['01:00.0', '01:00.1', '01:00.2'])
      expect(text).toMatch(new RegExp(`^ *[├└]─ ${address}`, 'm'));
  });
});

describe('VFs past the buses of a bridge', () => {
  const far = { 'sriov.first_vf_offset': 0xfe };
  const pf = (values: FieldValues): PciFunction =>
    functionAt('01:00.0', sriov({ ...far, ...values }), pfOptions);
  const line = (subordinate: number, values: FieldValues = {}): string | undefined =>
    textOf(systemOf(port(1, subordinate), pf(values)))
      .split('\n')
      .find((text) => text.includes('passes on'))
      ?.replace(/^[│ ]*/, '');

  test('enabled', () => {
    expect(line(1)).toBe('VF 3 to VF 4 are past what 0000:00:02.0 passes on (bus 01): VF 4 is on bus 02');
  });
  test('one of them', () => {
    expect(line(1, { 'sriov.num_vfs': 3 })).toBe(
      'VF 3 is past what 0000:00:02.0 passes on (bus 01): VF 3 is on bus 02',
    );
  });
  test('not enabled', () => {
    const off: FieldValues = {
      'sriov.control.vf_enable': 0,
      'sriov.num_vfs': 0,
      'sriov.supported_page_sizes': 1,
      'sriov.system_page_size': 1,
      'sriov.vf_bar[0]': 0xfe000000,
    };
    expect(line(1, off)).toBe(
      'VF 3 to VF 4 would be past what 0000:00:02.0 passes on (bus 01): VF 4 would be on bus 02',
    );
  });
  test('within them', () => {
    expect(line(2)).toBeUndefined();
    expect(line(1, { 'sriov.num_vfs': 2 })).toBeUndefined();
  });
});

describe('what a PF or VF is known by', () => {
  const basisOf = (system: System): Record<string, string | null> =>
    Object.fromEntries([...records(system)].map(([address, { basis }]) => [address, basis]));

  test('bytes', () => {
    const pf = functionAt('01:00.0', sriov({ 'sriov.num_vfs': 1 }), pfOptions);
    const other = functionAt('02:00.0', { ...express, 'header.device_id': 0x10d3 });
    expect(basisOf(systemOf(pf, functionAt('01:00.1', vf), other))).toEqual({
      '0000:01:00.0': 'bytes',
      '0000:01:00.1': 'bytes',
      '0000:02:00.0': null,
    });
  });

  test('links of the kernel, where the dump is short', () => {
    const short = { ...express, 'header.device_id': 0x1572 };
    const pf = functionAt('01:00.0', encode(short, { capabilities: ['pcie'] }).slice(0, 64), {
      links: new Map([['virtfn0', '0000:01:00.1']]),
      attributes: new Map([['sriov_totalvfs', '4']]),
    });
    const one = functionAt('01:00.1', encode(vf, { capabilities: ['pcie'] }).slice(0, 64), {
      links: new Map([['physfn', '0000:01:00.0']]),
    });
    expect(basisOf(systemOf(pf, one))).toEqual({ '0000:01:00.0': 'links', '0000:01:00.1': 'links' });
  });

  test('words alone', () => {
    const vfs = new Map([[0, { value: formatKey(addressKey(0, 0x101)), by: 'libvirt' as const }]]);
    const none = new Uint8Array(0);
    const pf = functionAt('01:00.0', none, { stated: () => ({ ...nothingStated, vfs }) });
    const functions = [pf, functionAt('01:00.1', none)];
    const list = { source: 'made', inputFormat: 'libvirt', functions, diagnostics: [], inventory: true };
    expect(basisOf(new System(list, new Names()))).toEqual({
      '0000:01:00.0': 'stated',
      '0000:01:00.1': 'stated',
    });
  });
});

test('BARs and windows are addresses, not registers', () => {
  const fn = functionAt('01:00.0', {
    ...express,
    'header.base_address[0]': 0xfe00000c,
    'header.base_address[1]': 0x12,
    'header.base_address[2]': 0xc001,
  });
  const bridge = functionAt('00:02.0', {
    'header.header_type.layout': 1,
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'header.memory_base.address': 0xfe0,
    'header.memory_limit.address': 0xfe1,
    'header.io_base.address': 0xf,
  });
  const all = records(systemOf(bridge, fn));
  expect(all.get('0000:01:00.0')?.bars).toEqual([
    { index: 0, space: 'memory', width: 64, prefetchable: true, address: '0x12fe000000', size: null },
    { index: 2, space: 'io', width: 32, prefetchable: false, address: '0xc000', size: null },
  ]);
  expect(all.get('0000:00:02.0')?.windows).toMatchObject([
    { kind: 'io', first: null, last: null },
    { kind: 'memory', first: '0xfe000000', last: '0xfe1fffff' },
    { kind: 'prefetchable' },
  ]);
});
