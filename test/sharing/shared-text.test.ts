import { join } from 'node:path';
import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { encodeFunction, type FieldValues } from '../../src/decode/encode.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { type SharedOptions, sharedText } from '../../src/output/text/shared.ts';
import { showText } from '../../src/output/text/show.ts';
import { Names } from '../../src/verdict/names.ts';
import { everything, parseSelector, type Selection, selectionOf, withVfs } from '../../src/verdict/select.ts';
import { System } from '../../src/verdict/system.ts';

const style = { chalk: new Chalk({ level: 0 }), width: 80, unicode: true };

const pfFields: FieldValues = {
  'header.vendor_id': 0x8086,
  'header.device_id': 0x1234,
  'pcie.capabilities.version': 2,
  'sriov.control.vf_enable': 1,
  'sriov.control.vf_memory_space_enable': 1,
  'sriov.initial_vfs': 2,
  'sriov.total_vfs': 2,
  'sriov.num_vfs': 2,
  'sriov.first_vf_offset': 1,
  'sriov.vf_stride': 1,
  'sriov.vf_device_id': 0x5678,
};
const vfFields: FieldValues = {
  'header.vendor_id': 0xffff,
  'header.device_id': 0xffff,
  'pcie.capabilities.version': 2,
  'pcie.device_capabilities.function_level_reset_capability': 1,
};

const pfWith = (fields: FieldValues = {}) =>
  encodeFunction(0, 0x100, { ...pfFields, ...fields }, { capabilities: ['pcie', 'sriov'] });
const vfAt = (routingId: number) => encodeFunction(0, routingId, vfFields, { capabilities: ['pcie', 'ats'] });
const deadAt = (routingId: number) =>
  new PciFunction(0, routingId, ConfigSpace.of(new Uint8Array(4096).fill(0xff)), vfAt(routingId).origin, {});

const systemOf = (...functions: PciFunction[]) =>
  new System({ source: 'x', inputFormat: 'x', functions, diagnostics: [] }, new Names());

const selected = (system: System, ...addresses: string[]): Selection =>
  withVfs(selectionOf(addresses.flatMap((text) => parseSelector(text) ?? [])), system);

function textOf(system: System, options: Partial<SharedOptions> = {}): string {
  const all = { style, selection: everything, all: false, hazards: false, ...options };
  return [...sharedText(system, all)].join('');
}

describe('which VFs are shown', () => {
  const other = encodeFunction(0, 0x200, { 'header.vendor_id': 0x8086 }, { capabilities: ['pcie'] });
  const system = systemOf(pfWith(), vfAt(0x101), deadAt(0x102), other);
  test('those of a PF that is selected', () => {
    expect(textOf(system, { selection: selected(system, '01:00.0') })).toContain('\n0000:01:00.1');
  });
  test('none where neither a VF nor a PF is selected', () => {
    const text = textOf(system, { selection: selected(system, '02:00.0') });
    expect(text).toContain('The selection holds no VF');
    expect(text).not.toContain('0000:01:00.1');
  });
  test('one that did not answer is said to be unreadable', () => {
    const unreadable = '0000:01:00.2, VF 2 of 0000:01:00.0, is unreadable: the first 64 bytes are all ones';
    const text = textOf(system, { selection: selected(system, '01:00.2') });
    expect(text.replaceAll('\n', ' ')).toContain(unreadable);
    expect(text).not.toContain('holds no VF');
    expect(textOf(system).replaceAll('\n', ' ')).toContain(unreadable);
  });
});

describe('--hazards', () => {
  const hazards = { hazards: true };
  test('without the PF: what may be in use, by class', () => {
    const on = { ...vfFields, 'ats.control.enable': 1 };
    const vf = encodeFunction(0, 0x101, on, { capabilities: ['pcie', 'ats'] });
    const text = textOf(systemOf(vf), hazards);
    expect(text).toContain('The PF is not visible here, so it is not known which shared fields are in use');
    const [, third = '', first = '', second = ''] = text.split(/\n {2}(?:No clean|Own control|Can be)/);
    expect(third).toContain('pri.status: response_failure, unexpected_prg_index, stopped');
    expect(first).toContain('pasid.control: enable');
    expect(second).toContain('ats.control: smallest_translation_unit');
  });
  test('of a PF with everything in the dump nothing is left open', () => {
    expect(textOf(systemOf(pfWith(), vfAt(0x101)), hazards)).not.toMatch(/not known|does not tell/);
  });
  test('page requests that are on count, whatever the registers read', () => {
    const text = textOf(systemOf(pfWith({ 'pri.control.enable': 1 }), vfAt(0x101)), hazards);
    expect(text).toMatch(/pri\.control\.reset\s+not there +0 +PF +\[\d\] +no clean way\n/);
    expect(text).toContain('3 without a clean way');
  });
});

test('VFs whose memory is off in the PF', () => {
  const system = systemOf(pfWith({ 'sriov.control.vf_memory_space_enable': 0 }), vfAt(0x101));
  for (const hazards of [false, true])
    expect(textOf(system, { hazards })).toContain('VF Memory Space Enable is 0 in the PF');
  expect(textOf(systemOf(pfWith(), vfAt(0x101)))).not.toContain('VF Memory Space Enable is 0');
});

test('what only Function 0 has is not said to be in the PF', () => {
  const port = encodeFunction(
    0,
    0x8,
    { 'header.secondary_bus_number': 1, 'header.subordinate_bus_number': 1 },
    { layout: 1 },
  );
  const zero = encodeFunction(
    0,
    0x100,
    { 'header.vendor_id': 0x8086, 'ltr.max_snoop_latency.value': 7 },
    { capabilities: ['pcie', 'ltr'] },
  );
  const pf = encodeFunction(0, 0x101, pfFields, { capabilities: ['pcie', 'sriov'] });
  const system = systemOf(port, zero, pf, vfAt(0x102));
  expect(textOf(system)).toContain('Only 0000:01:00.0 has ltr.');
  const text = textOf(system, { only: 'shared' });
  const [, ofFunction0 = ''] = text.split('Only in 0000:01:00.0, Function 0 of the device');
  expect(ofFunction0).toContain('ltr.max_snoop_latency\n        value 7');
  expect(text.split('Only in the PF')[1]).toMatch(/^, for all its VFs\n {4}nothing/);
});

test('no line is wider than the terminal, also above a VF whose PF is not known', () => {
  const short = (fn: PciFunction) =>
    new PciFunction(0, fn.routingId, ConfigSpace.of(fn.config.slice(0, 64)), fn.origin, {});
  const text = textOf(systemOf(short(pfWith()), short(vfAt(0x101))));
  expect(text).toContain('its PF is not known');
  expect(text.split('\n').filter((line) => line.length > style.width)).toEqual([]);
});

describe('show', () => {
  const shown = (system: System, key: number) => {
    const fn = system.snapshot.functions.find(({ routingId }) => routingId === key) as PciFunction;
    return [...showText(system.report(fn), style, { all: true })].join('');
  };
  const unit = /smallest_translation_unit +4 KiB( \*)?\n/;
  test('marks what a VF reads and what does not count', () => {
    const text = shown(systemOf(pfWith({ 'ats.control.smallest_translation_unit': 4 }), vfAt(0x101)), 0x101);
    expect(unit.exec(text)?.[1]).toBe(' *');
    expect(text).toContain('* governed by the PF 0000:01:00.0, not by the VF');
    expect(text).toMatch(/bus_master_enable +0\n/);
  });
  test('names no PF that is not in the dump', () => {
    expect(shown(systemOf(vfAt(0x101)), 0x101)).toContain('* governed by the PF, not by the VF');
  });
  test('marks nothing in a PF', () => {
    const text = shown(systemOf(pfWith({ 'ats.control.enable': 1 }), vfAt(0x101)), 0x100);
    expect(unit.exec(text)?.[1]).toBe(undefined);
    expect(text).not.toContain('governed by');
  });
});

test('a PF with seven VFs fits on a screen, with one sentence first', async () => {
  const file = join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf', 'lspci-xxxx.txt');
  const text = textOf(new System(await diskSnapshot(file), new Names()));
  expect(text.split('\n').length).toBeLessThanOrEqual(40);
  expect(text.replaceAll('\n', ' ')).toContain(
    '7 VFs alike: 9 shared fields in use, all can be emulated; nothing without a clean way.',
  );
});
