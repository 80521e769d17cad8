import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeFunction, type FieldValues } from '../../src/decode/encode.ts';
import { withFacts } from '../../src/input/beside.ts';
import { diskSnapshot } from '../../src/input/disk.ts';
import { formatKey } from '../../src/model/address.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import { type SharedCapability, type SharedField, sharingOf } from '../../src/sharing/sharing.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

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
  return sharingOf(system, system.report(of)).capabilities;
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
    expect(latency.pfValue).toBe(null);
    const ltr = sharedIn([port, first, second, itsVf]).find(({ name }) => name === 'ltr');
    expect([ltr?.inPf, formatKey(ltr?.holder ?? 0)]).toEqual([false, '0000:01:00.0']);
  });
});

describe('what is in use', () => {
  const vf = encodeFunction(0, 0x101, vfFields, { capabilities: ['pcie', 'ats'] });
  const inUse = (fields: FieldValues): Record<string, boolean | null> => {
    const pf = encodeFunction(0, 0x100, { ...pfFields, ...fields }, { capabilities: ['pcie', 'sriov'] });
    const shared = sharedIn([pf, vf]);
    return Object.fromEntries(
      ['control.reset', 'status.response_failure', 'status.unexpected_prg_index', 'status.stopped'].map(
        (path) => [path, fieldIn(shared, `pri.${path}`).inUse],
      ),
    );
  };
  test.each([0, 1])('PRI that is on is shared; Stopped has no meaning then, 0 or 1 (%i)', (stopped) => {
    expect(inUse({ 'pri.control.enable': 1, 'pri.status.stopped': stopped })).toEqual({
      'control.reset': true,
      'status.response_failure': true,
      'status.unexpected_prg_index': true,
      'status.stopped': false,
    });
  });
  test('PRI that is off is not, though Stopped reads 1 and an error is left', () => {
    const fields = { 'pri.control.enable': 0, 'pri.status.stopped': 1, 'pri.status.response_failure': 1 };
    expect(inUse(fields)).toEqual({
      'control.reset': false,
      'status.response_failure': false,
      'status.unexpected_prg_index': false,
      'status.stopped': false,
    });
  });
  test('without the PF it is not known; what the VF has of its own is not asked', () => {
    const shared = sharedIn([vf]);
    expect(fieldIn(shared, 'pcie.device_control.max_payload_size').inUse).toBe(null);
    expect(fieldIn(shared, 'ats.control.enable').inUse).toBe(null);
    const pf = encodeFunction(0, 0x100, pfFields, { capabilities: ['pcie', 'sriov'] });
    expect(fieldIn(sharedIn([pf, vf]), 'ats.control.enable').inUse).toBe(null);
  });
});

describe('Max_Payload_Size of the VFs of a second PF', () => {
  const port = encodeFunction(
    0,
    0x8,
    { 'header.secondary_bus_number': 1, 'header.subordinate_bus_number': 1 },
    { layout: 1 },
  );
  const size = 'pcie.device_control.max_payload_size';
  const effective = (capabilities: string[], bytes: number, first: number, ofPf: number) => {
    const zero = encodeFunction(
      0,
      0x100,
      { ...endpoint, 'header.vendor_id': 0x8086, [size]: first },
      { capabilities },
    );
    const whole = encodeFunction(0, 0x101, { ...withoutLtr, [size]: ofPf }, { capabilities });
    const pf = new PciFunction(0, 0x101, ConfigSpace.of(whole.config.slice(0, bytes)), whole.origin, {
      links: new Map([['virtfn0', '0000:01:02.1']]),
    });
    const vf = encodeFunction(0, 0x111, vfFields, { capabilities: ['pcie'] });
    const linked = new PciFunction(0, 0x111, vf.config, vf.origin, {
      links: new Map([['physfn', '0000:01:00.1']]),
    });
    const field = fieldIn(sharedIn([port, zero, pf, linked]), size);
    const { pfValue, effectiveValue, effectiveFrom } = field;
    return [pfValue, effectiveValue, effectiveFrom === null ? null : formatKey(effectiveFrom)];
  };
  test('is that of Function 0 in an ARI Device', () => {
    expect(effective(['pcie', 'ari', 'sriov'], 4096, 2, 1)).toEqual([1, 2, '0000:01:00.0']);
  });
  test('is that of the PF in others', () => {
    expect(effective(['pcie', 'sriov'], 4096, 2, 1)).toEqual([1, 1, '0000:01:00.1']);
  });
  test('is not known when the dump ends before ARI, unless both agree', () => {
    expect(effective(['pcie', 'ari', 'sriov'], 256, 2, 1)).toEqual([1, null, null]);
    expect(effective(['pcie', 'ari', 'sriov'], 256, 2, 2)).toEqual([2, 2, '0000:01:00.1']);
  });
});

describe('what counts, where the VF reads the same or the PF something else', () => {
  const pf = encodeFunction(
    0,
    0x100,
    { ...pfFields, 'ats.capability.page_aligned_request': 0 },
    { capabilities: ['pcie', 'sriov', 'ats'] },
  );
  const vf = encodeFunction(
    0,
    0x101,
    { ...vfFields, 'header.command.memory_space_enable': 1, 'ats.capability.page_aligned_request': 1 },
    { capabilities: ['pcie', 'ats'] },
  );
  const shared = sharedIn([pf, vf]);
  test('VF Memory Space Enable governs, also where the VF reads the same', () => {
    const field = fieldIn(shared, 'header.command.memory_space_enable');
    expect([field.isGoverned, field.inUse, field.effectiveFrom]).toEqual([true, true, pf.key]);
  });
  test('a value of the VF that is the one used is not governed by the PF', () => {
    const field = fieldIn(shared, 'ats.capability.page_aligned_request');
    expect([field.isGoverned, field.effectiveValue, field.effectiveFrom]).toEqual([false, 1, vf.key]);
  });
});

describe('VF BARs that Enhanced Allocation describes', () => {
  test('are not absent', () => {
    const pf = encodeFunction(
      0,
      0x100,
      {
        ...pfFields,
        'ea.entries.count': 1,
        'ea.entry[0].format.entry_size': 2,
        'ea.entry[0].format.bar_equivalent_indicator': 11,
        'ea.entry[0].format.primary_properties': 4,
        'ea.entry[0].format.enable': 1,
        'ea.entry[0].base.address': 0xfe000000 / 4,
      },
      { capabilities: ['pcie', 'ea', 'sriov'] },
    );
    const vf = encodeFunction(0, 0x101, vfFields, { capabilities: ['pcie'] });
    const bar = fieldIn(sharedIn([pf, vf]), 'header.base_address[2]');
    expect([bar.pfValue, bar.pfPath, bar.inUse]).toEqual([0xfe000000, 'ea.entry[0].base', true]);
    expect(bar.why).toContain('ea.entry[0].base is the VF BAR');
    expect(fieldIn(sharedIn([pf, vf]), 'header.base_address[0]').inUse).toBe(false);
  });
});

describe('what sysfs states beside 64 bytes', () => {
  const short = (
    routingId: number,
    fields: FieldValues,
    attributes: Record<string, string>,
    link: string,
  ) => {
    const whole = encodeFunction(0, routingId, fields, { capabilities: ['pcie'] });
    const beside = withFacts({
      attributes: new Map(Object.entries(attributes)),
      links: new Map([link.split(' ') as [string, string]]),
    });
    return new PciFunction(0, routingId, ConfigSpace.of(whole.config.slice(0, 64)), whole.origin, beside);
  };
  const pf = short(0x100, pfFields, { sriov_totalvfs: '2' }, 'virtfn0 0000:01:00.1');
  const vf = short(0x101, vfFields, { vendor: '0x8086', device: '0x5678' }, 'physfn 0000:01:00.0');
  const shared = sharedIn([pf, vf]);
  test('is the Device ID that the bytes do not hold', () => {
    const { effectiveValue, effectiveFrom, statedBy, why } = fieldIn(shared, 'header.device_id');
    expect([effectiveValue, effectiveFrom, statedBy]).toEqual([0x5678, null, 'sysfs']);
    expect(why).toContain('stated by sysfs');
  });
  test('whether there are VF BARs is not known', () => {
    expect(fieldIn(shared, 'header.base_address[0]').inUse).toBe(null);
  });
  test('what the bytes do not reach is unknown, and listed', () => {
    const verdicts = ['pcie', 'msix', 'aer', 'ats', 'pri', 'ptm'].map((name) => verdictOf(shared, name));
    expect(new Set(verdicts)).toEqual(new Set(['unknown']));
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
      const shared = sharingOf(system, report).capabilities;
      for (const name of ['ats', 'pri', 'pasid', 'aer'])
        expect([name, verdictOf(shared, name) ?? 'unknown']).toEqual([name, 'unknown']);
    }
  });
});
