import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeFunction, type FieldValues } from '../../src/decode/encode.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { formatKey } from '../../src/model/address.ts';
import type { PciFunction } from '../../src/model/function.ts';
import { Names } from '../../src/relate/names.ts';
import type { SharedCapability, SharedField } from '../../src/relate/sharing.ts';
import { System } from '../../src/relate/system.ts';

const endpoint = {
  'pcie.capabilities.version': 2,
  'pcie.device_capabilities.function_level_reset_capability': 1,
} as const;

const pfFields: FieldValues = {
  ...endpoint,
  'header.vendor_id': 0x8086,
  'header.device_id': 0x1234,
  'pcie.device_control.max_payload_size': 2,
  'pcie.device_control.enable_no_snoop': 1,
  'pcie.link_status.current_link_speed': 4,
  'pcie.link_status.negotiated_link_width': 8,
  'sriov.control.vf_enable': 1,
  'sriov.control.vf_memory_space_enable': 1,
  'sriov.initial_vfs': 2,
  'sriov.total_vfs': 2,
  'sriov.num_vfs': 2,
  'sriov.first_vf_offset': 1,
  'sriov.vf_stride': 1,
  'sriov.vf_device_id': 0x5678,
  'ats.capability.invalidate_queue_depth': 16,
  'ats.control.enable': 1,
  'ats.control.smallest_translation_unit': 4,
  'pri.control.enable': 1,
  'pri.status.stopped': 1,
  'pri.outstanding_capacity': 32,
  'pasid.control.enable': 1,
  'pasid.capability.max_pasid_width': 20,
  'ltr.max_snoop_latency.value': 3,
};
const { 'ltr.max_snoop_latency.value': _latency, ...withoutLtr } = pfFields;
const vfFields: FieldValues = {
  ...endpoint,
  'header.vendor_id': 0xffff,
  'header.device_id': 0xffff,
  'ats.control.enable': 1,
};

function sharedIn(
  functions: PciFunction[],
  of = functions.at(-1) as PciFunction,
): readonly SharedCapability[] {
  const system = new System({ source: 'x', inputFormat: 'x', functions, diagnostics: [] }, new Names());
  return system.sharing(system.report(of)).capabilities;
}

const fieldIn = (capabilities: readonly SharedCapability[], path: string): SharedField => {
  const field = capabilities
    .flatMap((capability) => capability.fields)
    .find((candidate) => candidate.path === path);
  if (!field) throw new Error(`no field ${path}`);
  return field;
};
const verdictOf = (capabilities: readonly SharedCapability[], name: string) =>
  capabilities.find((capability) => capability.name === name)?.verdict;

describe('a PF with ATS, PRI, PASID, VC and LTR, and its VF', () => {
  const pf = encodeFunction(0, 0x100, pfFields, { capabilities: ['pcie', 'vc', 'ltr', 'sriov'] });
  const vf = encodeFunction(0, 0x101, vfFields, { capabilities: ['pcie', 'ats'] });
  const shared = sharedIn([pf, vf]);
  const field = (path: string) => fieldIn(shared, path);

  test.each([
    ['pri.control.reset', 3, 0],
    ['pri.status.stopped', 3, 1],
    ['pasid.control.enable', 1, 1],
    ['pri.control.enable', 1, 1],
    ['ats.control.smallest_translation_unit', 2, 4],
    ['pcie.device_control.enable_no_snoop', 1, 1],
    ['pcie.device_control.max_payload_size', 2, 2],
    ['pcie.link_status.current_link_speed', 2, 4],
    ['header.vendor_id', 2, 0x8086],
    ['header.device_id', 2, 0x5678],
    ['header.command.memory_space_enable', 2, 1],
  ])('%s is of class %i, and the value of the PF counts', (path, hazard, value) => {
    expect([field(path).hazard, field(path).effectiveValue]).toEqual([hazard, value]);
    expect(field(path).effectiveFrom).toBe(pf.key);
  });

  test('a queue depth of 0 in the VF is not 32: the queue is the one of the PF', () => {
    const depth = field('ats.capability.invalidate_queue_depth');
    expect([depth.vfValue, depth.effectiveValue]).toEqual([0, 16]);
  });

  test('what the VF has of its own', () => {
    expect([field('ats.control.enable').effectiveValue, field('ats.control.enable').effectiveFrom]).toEqual([
      1,
      vf.key,
    ]);
    expect(field('header.command.bus_master_enable').effectiveFrom).toBe(vf.key);
  });

  test('verdicts', () => {
    const verdicts = Object.fromEntries(
      ['ats', 'pri', 'pasid', 'vc', 'ltr', 'pcie', 'sriov'].map((name) => [name, verdictOf(shared, name)]),
    );
    expect(verdicts).toEqual({
      ats: 'partly-shared',
      pri: 'shared',
      pasid: 'shared',
      vc: 'shared',
      ltr: 'shared',
      pcie: 'partly-shared',
      sriov: 'absent',
    });
  });

  test('LTR of a second PF is that of Function 0', () => {
    const first = encodeFunction(
      0,
      0x100,
      { ...endpoint, 'header.vendor_id': 0x8086, 'ltr.max_snoop_latency.value': 7 },
      { capabilities: ['pcie', 'ltr'] },
    );
    const second = encodeFunction(0, 0x101, withoutLtr, { capabilities: ['pcie', 'sriov'] });
    const port = encodeFunction(
      0,
      0x8,
      { 'header.secondary_bus_number': 1, 'header.subordinate_bus_number': 1 },
      { layout: 1 },
    );
    const itsVf = encodeFunction(0, 0x102, vfFields, { capabilities: ['pcie'] });
    const latency = fieldIn(sharedIn([port, first, second, itsVf]), 'ltr.max_snoop_latency.value');
    expect([latency.effectiveValue, formatKey(latency.effectiveFrom ?? 0)]).toEqual([7, '0000:01:00.0']);
  });
});

describe('without the PF, or without its bytes, nothing is guessed', () => {
  const vf = encodeFunction(0, 0x101, vfFields, { capabilities: ['pcie', 'ats'] });
  test('no PF in the dump', () => {
    const shared = sharedIn([vf]);
    expect([verdictOf(shared, 'pri'), verdictOf(shared, 'pasid')]).toEqual(['unknown', 'unknown']);
    for (const path of [
      'pcie.device_control.max_payload_size',
      'pcie.link_status.current_link_speed',
      'ats.control.smallest_translation_unit',
    ]) {
      expect([path, fieldIn(shared, path).effectiveValue, fieldIn(shared, path).effectiveFrom]).toEqual([
        path,
        null,
        null,
      ]);
    }
  });
  test('256 bytes: unknown, never "not shared"', async () => {
    const system = new System(
      await diskSnapshot(join(import.meta.dirname, '..', '..', 'samples', 'igb-7vf', 'lspci-xxx.txt')),
      new Names(),
    );
    for (const fn of system.snapshot.functions) {
      const report = system.report(fn);
      if (report.verdict.role !== 'vf') continue;
      const shared = system.sharing(report).capabilities;
      for (const name of ['ats', 'pri', 'pasid', 'aer'])
        expect([name, verdictOf(shared, name) ?? 'unknown']).toEqual([name, 'unknown']);
    }
  });
});
