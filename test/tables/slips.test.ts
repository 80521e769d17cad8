import { describe, expect, test } from 'vitest';
import eaTable from '../../src/registers/capabilities/ea.ts';
import msiTable from '../../src/registers/capabilities/msi.ts';
import type { CapabilityDefinition, Entries, FieldDefinition } from '../../src/registers/define.ts';
import {
  bit,
  bits,
  bytes,
  defineExtended,
  defineHeader,
  register,
  repeat,
  vf,
  whole,
} from '../../src/registers/define.ts';
import cxlDeviceTable from '../../src/registers/dvsec/cxl-device.ts';
import sriovTable from '../../src/registers/extended/sriov.ts';
import type { Tables } from './level.ts';
import { definedNames, parseDefines, parseFunctions } from './pci-regs.ts';
import { type Constraint, possible } from './presence.ts';
import { problemsOf, rules } from './rules-of-tables.ts';

const ea = eaTable();
const msi = msiTable();
const cxlDevice = cxlDeviceTable();
const sriov = sriovTable();

// A part of linux/pci_regs.h, so that these tests need no header.
const header = `
#define PCI_CAP_ID_EA		0x14	/* PCI Enhanced Allocation */
#define PCI_CAP_ID_MSI		0x05
#define PCI_EXT_CAP_ID_SRIOV	0x10
#define PCI_EXT_CAP_ID_ATS	0x0F
#define PCI_SRIOV_CTRL		0x08
#define  PCI_SRIOV_CTRL_VFE	0x0001
#define  PCI_SRIOV_CTRL_MSE	0x0008
#define PCI_SRIOV_NUM_VF	0x10
#define  PCI_MEMORY_RANGE_MASK	(~0x0fUL)
#define  PCI_EXP_DEVCTL_AUX_PME	0x0400
#define PCI_SRIOV_NUM_BARS	6
#define PCI_SRIOV_FAR	1
#define  PCI_SRIOV_VFM_BIR(x)	((x) & 7)
#define  PCI_SRIOV_VFM_OFFSET(x)	((x) & ~7)
#define  PCI_SRIOV_CAP_INTR(x)	((x) >> 21)
#define PCI_EXT_CAP_SRIOV_SIZEOF	0x40
#define  PCI_EXP_DEVCTL_PAYLOAD_512B	0x0040
#define  CXL_RANGE(i)	(0x1C + (i * 0x10))
#define  CXL_RANGE_FAR(i)	(0x1C + (i * 0x20))
`;
const macros = parseDefines(header);
const functions = parseFunctions(header);

const caughtBy = new Set<string>();

/** As the suite itself does it; remembers which rules have caught something. */
function problemsIn(definition: CapabilityDefinition, tables: Tables): string[] {
  const problems = problemsOf(definition, tables);
  for (const problem of problems) caughtBy.add(/\[(\w+)\]$/.exec(problem)?.[1] ?? '');
  return problems;
}

/** The problems that a slip adds to those of the sound table. */
function caught(
  slip: CapabilityDefinition,
  sound: CapabilityDefinition | undefined,
  others: readonly CapabilityDefinition[] = [],
): string[] {
  const problems = (definition: CapabilityDefinition): string[] => {
    const tables: Tables = { all: [definition, ...others], macros, functions };
    return problemsIn(definition, tables);
  };
  const before = new Set(sound ? problems(sound) : []);
  return problems(slip).filter((problem) => !before.has(problem));
}

/** A definition with some registers replaced or added. */
function withRegisters<C extends CapabilityDefinition>(
  definition: C,
  registers: Entries,
): CapabilityDefinition {
  return { ...definition, registers: { ...definition.registers, ...registers } };
}

/** SR-IOV with some fields of its Control register replaced or added. */
function withControl(fields: Record<string, FieldDefinition>): CapabilityDefinition {
  const { control } = sriov.registers;
  return withRegisters(sriov, { control: { ...control, fields: { ...control.fields, ...fields } } });
}

/** SR-IOV that names other macros. */
const withMacros = (more: Readonly<Record<string, string>>): CapabilityDefinition => ({
  ...sriov,
  macros: more,
});

describe('a slip in a copy of the SR-IOV table', () => {
  const { control, capabilities, num_vfs, status } = sriov.registers;

  const slips: Record<string, [CapabilityDefinition, string[]]> = {
    'two fields on one bit': [
      withControl({ vf_migration_enable: bit(0, 'VF Migration Enable', 'RW') }),
      ['control: vf_enable and vf_migration_enable both have bit 0 [fieldsShareNoBits]'],
    ],
    'a field one bit too high': [
      withControl({
        vf_memory_space_enable: bit(4, 'VF Memory Space Enable', 'RW', { linux: 'PCI_SRIOV_CTRL_MSE' }),
      }),
      [
        'control: vf_memory_space_enable and ari_capable_hierarchy both have bit 4 [fieldsShareNoBits]',
        'control.vf_memory_space_enable: its mask is 0x10, but PCI_SRIOV_CTRL_MSE is 0x8 [linuxMacrosAgree]',
      ],
    ],
    'a field beyond its register': [
      withControl({ far: bits(16, 15, 'Far', 'RW') }),
      ['control.far: bits 16:15 do not fit in 16 bits [fieldsFit]'],
    ],
    'a register of 12 bits': [
      withRegisters(sriov, { status: { ...status, width: 12 } }),
      ['status: 12 bits is no register width [widthsAreWhole]'],
    ],
    'a register without fields': [
      withRegisters(sriov, { status: { ...status, fields: {} } }),
      ['status: has no fields [registersHaveFields]'],
    ],
    'a shifted offset': [
      withRegisters(sriov, { num_vfs: { ...num_vfs, placements: [{ offset: 0x11 }] } }),
      [
        'num_vfs and function_dependency_link both have byte 0x12 [registersShareNoBytes]',
        'num_vfs: its offset is 0x11, but PCI_SRIOV_NUM_VF is 0x10 [linuxMacrosAgree]',
      ],
    ],
    'a register after the end': [
      withRegisters(sriov, { late: whole(0x3e, 32, 'Late', 'RO') }),
      [
        'vf_migration_state_array_offset and late both have byte 0x3e [registersShareNoBytes]',
        "late: ends at 0x42, but the capability's length is 0x40 [registersFitInLength]",
      ],
    ],
    'a table with too many elements': [
      withRegisters(sriov, {
        vf_bar: repeat({ title: 'VF BAR', offset: 0x24, count: 7, stride: 4 }, whole(0, 32, 'VF BAR', 'RW')),
      }),
      ['vf_bar[n] and vf_migration_state_array_offset both have byte 0x3c [registersShareNoBytes]'],
    ],
    'elements that are wider than their stride': [
      withRegisters(sriov, {
        vf_bar: repeat({ title: 'VF BAR', offset: 0x24, count: 6, stride: 2 }, whole(0, 32, 'VF BAR', 'RW')),
      }),
      ['vf_bar: vf_bar[n] does not fit in the stride of 2 bytes [elementsFitInStride]'],
    ],
    'a macro of another field': [
      withControl({ vf_enable: bit(0, 'VF Enable', 'RW', { linux: 'PCI_SRIOV_CTRL_MSE' }) }),
      ['control.vf_enable: its mask is 0x1, but PCI_SRIOV_CTRL_MSE is 0x8 [linuxMacrosAgree]'],
    ],
    'a macro that nobody has': [
      withRegisters(sriov, { control: { ...control, linux: 'PCI_SRIOV_CONTROL' } }),
      ['control: PCI_SRIOV_CONTROL is in no header [linuxMacrosAgree]'],
    ],
    'another macro about a field that does not exist': [
      withMacros({ 'control.vf_enabel': 'PCI_SRIOV_NUM_BARS' }),
      ['control.vf_enabel: PCI_SRIOV_NUM_BARS is about nothing in the table [otherMacrosAgree]'],
    ],
    'another macro that nobody has': [
      withMacros({ '': 'PCI_SRIOV_SIZE' }),
      ['sriov: PCI_SRIOV_SIZE is in no header [otherMacrosAgree]'],
    ],
    'another macro that a row has': [
      withMacros({ num_vfs: 'PCI_SRIOV_NUM_VF' }),
      ['num_vfs: PCI_SRIOV_NUM_VF is the own macro of a row already [otherMacrosAgree]'],
    ],
    'another macro twice': [
      withMacros({ 'vf_bar[n]': '~PCI_SRIOV_NUM_BARS ~PCI_SRIOV_NUM_BARS' }),
      ['vf_bar[n]: PCI_SRIOV_NUM_BARS is named twice [otherMacrosAgree]'],
    ],
    'a number that is no offset': [
      withMacros({ 'vf_bar[n]': 'PCI_SRIOV_NUM_BARS PCI_EXT_CAP_SRIOV_SIZEOF' }),
      [
        'vf_bar[n]: PCI_SRIOV_NUM_BARS is 0x6 [otherMacrosAgree]',
        'vf_bar[n]: PCI_EXT_CAP_SRIOV_SIZEOF is 0x40 [otherMacrosAgree]',
      ],
    ],
    'a number that is no mask, code or lowest bit': [
      withMacros({
        'vf_migration_state_array_offset.offset': 'PCI_EXP_DEVCTL_PAYLOAD_512B',
        'vf_migration_state_array_offset.bir': 'PCI_SRIOV_NUM_BARS=5 PCI_EXT_CAP_SRIOV_SIZEOF=64',
        'num_vfs 2,0': 'PCI_EXP_DEVCTL_AUX_PME',
      }),
      [
        'vf_migration_state_array_offset.offset: PCI_EXP_DEVCTL_PAYLOAD_512B is 0x40 [otherMacrosAgree]',
        'vf_migration_state_array_offset.bir: PCI_SRIOV_NUM_BARS is 0x6 [otherMacrosAgree]',
        'vf_migration_state_array_offset.bir: PCI_EXT_CAP_SRIOV_SIZEOF is 0x40 [otherMacrosAgree]',
        'num_vfs 2,0: PCI_EXP_DEVCTL_AUX_PME is 0x400 [otherMacrosAgree]',
      ],
    ],
    'a mask that is said to be some number': [
      withMacros({ 'control.vf_enable': '~PCI_SRIOV_FAR' }),
      ['control.vf_enable: PCI_SRIOV_FAR is not just some number about it [otherMacrosAgree]'],
    ],
    'a macro that takes another field': [
      withMacros({ 'vf_migration_state_array_offset.offset': 'PCI_SRIOV_VFM_BIR()' }),
      [
        'vf_migration_state_array_offset.offset: PCI_SRIOV_VFM_BIR calculates something else [otherMacrosAgree]',
      ],
    ],
    'a macro with an argument too many or too few': [
      withMacros({
        'vf_migration_state_array_offset.bir': 'PCI_SRIOV_VFM_BIR',
        num_vfs: 'PCI_SRIOV_NUM_BARS()',
      }),
      [
        'vf_migration_state_array_offset.bir: PCI_SRIOV_VFM_BIR takes an argument [otherMacrosAgree]',
        'num_vfs: PCI_SRIOV_NUM_BARS takes no argument [otherMacrosAgree]',
      ],
    ],
    'a wrong capability ID': [
      { ...sriov, id: 0x11 },
      ['sriov: its ID is 0x11, but PCI_EXT_CAP_ID_SRIOV is 0x10 [linuxIdAgrees]'],
    ],
    'the macro of another capability': [
      { ...sriov, aliases: { ...sriov.aliases, linux: 'PCI_EXT_CAP_ID_ATS' } },
      ['sriov: its ID is 0x10, but PCI_EXT_CAP_ID_ATS is 0xf [linuxIdAgrees]'],
    ],
    'the setpci name of the other list': [
      { ...sriov, aliases: { ...sriov.aliases, setpci: 'CAP_SRIOV' } },
      ['sriov: CAP_SRIOV does not begin with ECAP_ [setpciNamesAreUnique]'],
    ],
    'a name in camelCase': [
      withControl({ farEnd: bit(15, 'Far', 'RW') }),
      ['control.farEnd: "farEnd" is not snake_case [namesAreSnakeCase]'],
    ],
    'a name that begins with a digit': [
      withRegisters(sriov, { '16gt': whole(0x18, 16, 'Far', 'RW') }),
      ['16gt: "16gt" is not snake_case [namesAreSnakeCase]'],
    ],
    'a title used twice in a register': [
      withControl({ far: bit(15, 'VF Enable', 'RW') }),
      ['control: vf_enable and far have the same title "VF Enable" [titlesAreUnique]'],
    ],
    'a title used for two registers': [
      withRegisters(sriov, { capabilities: { ...capabilities, title: 'SR-IOV Control' } }),
      ['capabilities and control have the same title "SR-IOV Control" [titlesAreUnique]'],
    ],
    'a missing code': [
      withControl({ far: bits(15, 14, 'Far', 'RW', { values: { 0: 'none', 1: 'one', 3: 'three' } }) }),
      ['control.far: no name for code 2, and none for the rest [valuesNameEveryCode]'],
    ],
    'a code too many': [
      withControl({ far: bit(15, 'Far', 'RW', { values: { 0: 'off', 1: 'on', 2: 'unknown' } }) }),
      ['control.far: code 2 does not fit in 1 bits [valuesNameEveryCode]'],
    ],
    'a reset value that does not fit': [
      withControl({ vf_enable: bit(0, 'VF Enable', 'RW', { reset: 2 }) }),
      ['control.vf_enable: reset 2 does not fit in 1 bits [numbersFit]'],
    ],
    'a name for a bit that a set does not have': [
      withControl({ far: bits(15, 14, 'Far', 'RW', { members: { 0: 'near', 2: 'far' } }) }),
      ['control.far: bit 2 of its set does not fit in 2 bits [membersFit]'],
    ],
    'a set that is a quantity as well': [
      withControl({ far: bits(15, 14, 'Far', 'RW', { members: 'lanes', unit: { label: 'lanes' } }) }),
      ['control.far: is a set, and has other values beside [membersFit]'],
    ],
    'a misspelt path in a condition': [
      withControl({ far: bit(15, 'Far', 'RW', { when: { 'capabilites.vf_migration_capable': 1 } }) }),
      [
        'control.far: the condition looks at "capabilites.vf_migration_capable", which does not exist [conditionsExist]',
      ],
    ],
    'a condition on a fact that does not exist': [
      withRegisters(sriov, { control: { ...control, when: { '@revision': 1 } } }),
      ['control: the condition looks at "@revision", which does not exist [conditionsExist]'],
    ],
    'a condition on a value that does not fit': [
      withRegisters(sriov, { num_vfs: { ...num_vfs, when: { 'control.vf_enable': 2 } } }),
      [
        'num_vfs: "control.vf_enable" has 1 bits and is never 2 [conditionsExist]',
        'num_vfs: its conditions never hold together [conditionsCanHold]',
      ],
    ],
    'a placement that an earlier one hides': [
      withRegisters(sriov, {
        num_vfs: {
          ...num_vfs,
          placements: [{ offset: 0x10 }, { when: { '@version': { atLeast: 2 } }, offset: 0x18 }],
        },
      }),
      ['num_vfs (placement 1): its conditions never hold together [conditionsCanHold]'],
    ],
    'a count from a field that does not exist': [
      withRegisters(sriov, {
        far: bytes([{ when: { '@version': 15 }, offset: 0x18 }], { field: 'control.bytes' }, 'Far', 'RO'),
      }),
      ['far: a quantity reads "control.bytes", which does not exist [quantitiesExist]'],
    ],
    'a scale that does not exist': [
      withControl({
        far: bit(15, 'Far', 'RW', { unit: { label: 'W', scale: { field: 'control.scale', factors: [1] } } }),
      }),
      ['control.far: is scaled by "control.scale", which does not exist [scalesExist]'],
    ],
    'a scale with more factors than codes': [
      withControl({
        far: bit(15, 'Far', 'RW', {
          unit: { label: 'W', scale: { field: 'control.vf_enable', factors: [1, 2, 3] } },
        }),
      }),
      ['control.far: 3 factors, but control.vf_enable has 2 codes [scalesExist]'],
    ],
    'a governing value that does not exist': [
      withControl({
        far: bit(15, 'Far', 'RW', { vf: vf('shared-in-pf', 2, '', { value: 'sriov.control.vf_enabled' }) }),
      }),
      [
        'control.far: in a VF "sriov.control.vf_enabled" governs, which does not exist [governingValuesExist]',
      ],
    ],
    'a use that looks at nothing': [
      withControl({
        far: bit(15, 'Far', 'RW', {
          vf: vf('shared-in-pf', 2, '', { inUse: [{ 'sriov.control.vf_enabled': 1 }] }),
        }),
      }),
      ['control.far: is in use by "sriov.control.vf_enabled", which does not exist [governingValuesExist]'],
    ],
    'a specification without its edition': [
      withRegisters(sriov, { control: { ...control, spec: 'PCIe §9.3.3.3' } }),
      ['control: "PCIe §9.3.3.3" names no edition of a specification [specsHaveEditions]'],
    ],
    'no registers and no reason': [
      { ...sriov, macros: {}, registers: { capability_header: sriov.registers.capability_header } },
      ['sriov: has no registers and does not say why [nameOnlyHasReason]'],
    ],
    'known by name only, with registers': [
      { ...defineExtended(() => ({ ...ats(), nameOnly: 'Not public.' }))() },
      ['ats: is said to be known by name only, but has capability [nameOnlyHasReason]'],
    ],
  };

  test.each(Object.entries(slips))('%s', (_, [slip, expected]) => {
    expect(caught(slip, slip.name === 'ats' ? undefined : sriov)).toEqual(expected);
  });

  test('macros of a DVSEC: another ID, and elements in other places', () => {
    const slip = {
      ...cxlDevice,
      macros: {
        '': 'PCI_SRIOV_NUM_BARS',
        'range[n].size_low': 'CXL_RANGE() CXL_RANGE_FAR()',
        'range[n].base_low': 'CXL_RANGE()',
      },
    };
    expect(caught(slip, cxlDevice)).toEqual([
      'cxl_device: PCI_SRIOV_NUM_BARS is 0x6, which is not the ID [otherMacrosAgree]',
      'range[n].size_low: CXL_RANGE_FAR calculates something else [otherMacrosAgree]',
      'range[n].base_low: CXL_RANGE calculates something else [otherMacrosAgree]',
    ]);
  });

  test('two definitions with one name', () => {
    const other = { ...ea, name: 'sriov' };
    expect(caught(sriov, sriov, [other])).toEqual([]);
    expect(problemsIn(sriov, { all: [sriov, other] })).toEqual([
      'sriov: another definition has the same name [nameIsUnique]',
    ]);
  });

  test('two definitions with one ID, neither with a condition', () => {
    const other = { ...sriov, name: 'other' };
    expect(problemsIn(sriov, { all: [sriov, other] })).toEqual([
      'sriov: other has the same ID 0x10, and neither has a condition [variantsHaveConditions]',
    ]);
    expect(problemsIn(sriov, { all: [sriov, { ...other, when: { '@version': 2 } }] })).toEqual([]);
  });

  test('one setpci name for two IDs', () => {
    const other = { ...sriov, name: 'other', id: 0x99 };
    expect(problemsIn(sriov, { all: [sriov, other] })).toEqual([
      'sriov: ECAP_SRIOV also names other [setpciNamesAreUnique]',
    ]);
  });

  test('a file under another name', () => {
    const fileOf = new Map<CapabilityDefinition, string>([[sriov, 'extended/sr-iov.ts']]);
    expect(problemsIn(sriov, { all: [sriov], fileOf })).toEqual([
      'sriov: is in extended/sr-iov.ts, but belongs in extended/sriov.ts [fileHasPathName]',
    ]);
  });
});

function ats() {
  return {
    id: 0x0f,
    name: 'ats',
    title: 'Address Translation Services',
    spec: 'PCIe 6.0 §10.5.1',
    inVf: 'optional',
    length: 8,
    registers: { capability: whole(0x04, 16, 'ATS Capability', 'RO') },
  } as const;
}

describe('layouts', () => {
  const { data, mask } = msi.registers;

  test('a register may move onto bytes that another one has in another layout', () => {
    expect(caught(msi, undefined).filter((problem) => problem.includes('both have'))).toEqual([]);
  });

  test('it may not where both can be there', () => {
    const slip = withRegisters(msi, {
      data: {
        ...data,
        placements: [{ when: { 'control.address_64bit_capable': 0 }, offset: 0x08 }, { offset: 0x10 }],
      },
    });
    expect(caught(slip, msi)).toContain('data and mask both have byte 0x10 [registersShareNoBytes]');
  });

  test('overlap in one layout of several is seen', () => {
    const placements = mask.placements.map((place, n) => (n === 1 ? { ...place, offset: 0x0e } : place));
    const slip = withRegisters(msi, { mask: { ...mask, placements } });
    expect(caught(slip, msi)).toContain('extended_data and mask both have byte 0xe [registersShareNoBytes]');
  });

  test('lengths hold for their own layout only', () => {
    const withLength = (length: CapabilityDefinition['length']): CapabilityDefinition => ({
      ...defineExtended(() => ({
        ...ats(),
        registers: {
          capability: register(0x04, 16, 'Capability', { long: bit(0, 'Long', 'RO') }),
          more: whole([{ when: { 'capability.long': 1 }, offset: 0x08 }], 32, 'More', 'RO'),
        },
      }))(),
      length,
    });
    const long = { when: { 'capability.long': 1 }, length: 0x0c };
    expect(caught(withLength([long, { length: 8 }]), undefined)).toEqual([]);
    expect(caught(withLength([{ length: 8 }, long]), undefined)).toEqual([
      "more: ends at 0xc, but the capability's length is 0x8 [registersFitInLength]",
    ]);
  });

  test('conditions inside a table look at the element', () => {
    const { entry } = ea.registers;
    const { base_upper, max_offset_upper } = entry.body;
    const body = {
      ...entry.body,
      base_upper: { ...base_upper, placements: [{ when: { 'base.is_64bits': 1 }, offset: 0x0c }] },
      max_offset_upper: {
        ...max_offset_upper,
        placements: [{ when: { 'max_offset.is_64bit': 1 }, offset: 0x0c }],
      },
    };
    const slip = withRegisters(ea, { entry: { ...entry, body } });
    expect(caught(slip, ea)).toEqual([
      'entry[n].base_upper and entry[n].max_offset_upper both have byte 0xc [registersShareNoBytes]',
      'entry[n].base_upper: the condition looks at "base.is_64bits", which does not exist [conditionsExist]',
    ]);
  });
});

describe('conditions exclude each other', () => {
  const x = (condition: Constraint['condition'], negated = false): Constraint => ({
    variable: 'x',
    max: 7,
    condition,
    negated,
  });
  const cases: [Constraint[], boolean][] = [
    [[x(1), x(2)], false],
    [[x([1, 2]), x([2, 3])], true],
    [[x([1, 2]), x([3, 4])], false],
    [[x({ atLeast: 3 }), x({ atMost: 2 })], false],
    [[x({ atLeast: 2 }), x({ atMost: 2 })], true],
    [[x({ atLeast: 2 }), x({ atMost: 3 }), x({ not: [2, 3] })], false],
    [[x({ not: 0 }), x({ atMost: 0 })], false],
    [[x({ atLeast: 8 })], false],
    [[x({ atLeast: 7 }), x({ not: 6 })], true],
    [[x({ atLeast: 1 }, true), x({ not: 0 })], false],
    [[x(1), { ...x(2), variable: 'y' }], true],
  ];

  test.each(
    cases.map(([all, expected]) => [
      all.map(
        ({ variable, condition, negated }) =>
          `${negated ? 'not ' : ''}${variable} ${JSON.stringify(condition)}`,
      ),
      all,
      expected,
    ]) as [string[], Constraint[], boolean][],
  )('%s', (_, all, expected) => {
    expect(possible({ all, none: [] })).toBe(expected);
  });

  test('what no earlier row takes is left', () => {
    expect(possible({ all: [x(1)], none: [[x(1)]] })).toBe(false);
    expect(possible({ all: [x(1)], none: [[x(1), { ...x(1), variable: 'y' }]] })).toBe(true);
    expect(possible({ all: [], none: [[]] })).toBe(false);
  });
});

/** Slips of this kind are in the tables of a well-known tool, where nothing looks for them. */
describe('slips that have happened', () => {
  const type1 = (registers: Entries): CapabilityDefinition =>
    defineHeader(() => ({
      id: 1,
      title: 'Type 1 header',
      spec: 'PCIe 6.0 §7.5.1.3',
      inVf: 'unspecified',
      length: 0x40,
      registers,
    }))();
  const extended = (registers: Entries): CapabilityDefinition =>
    defineExtended(() => ({ ...ats(), length: 0x20, registers }))();

  test('Auxiliary Power PM Enable on the bit of Phantom Functions Enable', () => {
    const deviceControl = (auxiliaryPower: number): CapabilityDefinition =>
      extended({
        device_control: register(0x08, 16, 'Device Control', {
          phantom_functions_enable: bit(9, 'Phantom Functions Enable', 'RW'),
          aux_power_pm_enable: bit(auxiliaryPower, 'Aux Power PM Enable', 'RWS', {
            linux: 'PCI_EXP_DEVCTL_AUX_PME',
          }),
        }),
      });
    expect(caught(deviceControl(10), undefined)).toEqual([]);
    expect(caught(deviceControl(9), undefined)).toEqual([
      'device_control: phantom_functions_enable and aux_power_pm_enable both have bit 9 [fieldsShareNoBits]',
      'device_control.aux_power_pm_enable: its mask is 0x200, but PCI_EXP_DEVCTL_AUX_PME is 0x400 [linuxMacrosAgree]',
    ]);
  });

  test('Sub-Class from bit 7', () => {
    const classCode = (low: number): CapabilityDefinition =>
      type1({
        class_code: register(0x09, 24, 'Class Code', {
          programming_interface: bits(7, 0, 'Programming Interface', 'RO'),
          sub_class: bits(15, low, 'Sub-Class Code', 'RO'),
          base_class: bits(23, 16, 'Base Class Code', 'RO'),
        }),
      });
    expect(caught(classCode(8), undefined)).toEqual([]);
    expect(caught(classCode(7), undefined)).toEqual([
      'class_code: programming_interface and sub_class both have bit 7 [fieldsShareNoBits]',
    ]);
  });

  test('bits 16:4 of a 16-bit memory base', () => {
    const memoryBase = (high: number): CapabilityDefinition =>
      type1({
        memory_base: register(0x20, 16, 'Memory Base', {
          address: bits(high, 4, 'Memory Base Address', 'RW', { linux: 'PCI_MEMORY_RANGE_MASK' }),
        }),
      });
    expect(caught(memoryBase(15), undefined)).toEqual([]);
    expect(caught(memoryBase(16), undefined)).toEqual([
      'memory_base.address: bits 16:4 do not fit in 16 bits [fieldsFit]',
      'memory_base.address: its mask is 0x1fff0, but PCI_MEMORY_RANGE_MASK is 0xfff0 [linuxMacrosAgree]',
    ]);
  });

  test('one name for two bits of NPEM', () => {
    // As keys of one object they do not compile, so the copy shows in the title.
    const npem = extended({
      npem_control: register(0x08, 32, 'NPEM Control', {
        fail: bit(4, 'Fail Control', 'RW'),
        in_a_failed_array: bit(8, 'Fail Control', 'RW'),
      }),
    });
    expect(caught(npem, undefined)).toEqual([
      'npem_control: fail and in_a_failed_array have the same title "Fail Control" [titlesAreUnique]',
    ]);
  });

  test('seven names for the eight L1 exit latencies', () => {
    const names = [
      '< 1 us',
      '1 to 2 us',
      '2 to 4 us',
      '4 to 8 us',
      '8 to 16 us',
      '16 to 32 us32 to 64 us',
      '> 64 us',
    ];
    const latency = extended({
      link_capabilities: register(0x0c, 32, 'Link Capabilities', {
        l1_exit_latency: bits(17, 15, 'L1 Exit Latency', 'RO', { values: { ...names } }),
      }),
    });
    expect(caught(latency, undefined)).toEqual([
      'link_capabilities.l1_exit_latency: no name for code 7, and none for the rest [valuesNameEveryCode]',
    ]);
  });

  test('eight bytes read into a 32-bit sum: a field may be wider than a number, its reset may not', () => {
    const wide = (reset: number): CapabilityDefinition =>
      extended({ serial_number: whole(0x04, 64, 'Serial Number', 'RO', { reset }) });
    expect(caught(wide(2 ** 40), undefined)).toEqual([]);
    expect(caught(wide(2 ** 64), undefined)).toEqual([
      'serial_number: reset 18446744073709552000 does not fit in 64 bits [numbersFit]',
    ]);
  });
});

test('every rule has caught a slip', () => {
  expect(Object.keys(rules).filter((name) => !caughtBy.has(name))).toEqual([]);
});

describe('the reader of pci_regs.h', () => {
  const text = `
#define A 0x10 /* sixteen */
#define  B	(1 << 4)	// also
#define C	A
#define D	(A | 0x1UL)
#define E	(~0x0fUL)
#define F(x)	((x) & 1)
#define G	0x00000000FEE00000ULL
#define H
#define I	sizeof(int)
#define J	J
#define K	(A - 1) /* of
two lines */
#define L(x)	(((x) >> 4) & 0xf)
#define M	__GENMASK(7, 4)
#define N	_BITUL(3)
#define O(i)	(0x18 + (i * A))
#define P(a, b)	(a)
`;
  const values = parseDefines(text);

  test.each([
    ['A', 16n],
    ['B', 16n],
    ['C', 16n],
    ['D', 17n],
    ['E', -16n],
    ['F', undefined],
    ['G', 0xfee00000n],
    ['H', undefined],
    ['I', undefined],
    ['J', undefined],
    ['K', 15n],
    ['M', 0xf0n],
    ['N', 8n],
  ])('%s is %s', (name, value) => {
    expect(values.get(name)).toBe(value);
  });

  const functions = parseFunctions(text);

  test.each([
    ['F', 3n, 1n],
    ['L', 0x45n, 4n],
    ['O', 2n, 0x38n],
  ])('%s(%s) is %s', (name, argument, value) => {
    expect(functions.get(name)?.(argument)).toBe(value);
  });

  test('every name is seen, a number or not', () => {
    expect(definedNames(text)).toEqual([...'ABCDEFGHIJKLMNOP']);
    expect([...values.keys(), ...functions.keys()].sort()).toEqual([...'ABCDEFGKLMNO']);
  });
});
