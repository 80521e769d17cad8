/**
 * The language in which the tables of this folder are written. Everything here is data: a table says where a
 * field is, what it is called and what it means; no table holds code. Decoding, `explain`, `list`, the sharing
 * report, lint and the test builders all read the same rows.
 */

import type { Shares } from './shares.ts';
import type { InVf, VfInfo } from './vf.ts';

/** How software may access a field, spelled as the PCI Express Base Specification does (6.0 §7.4). */
export type Access = 'RO' | 'RW' | 'RW1C' | 'ROS' | 'RWS' | 'RW1CS' | 'HwInit' | 'WO' | 'RsvdP' | 'RsvdZ';

/**
 * When a register, a field, a placement or a whole capability exists: every key must hold. A key is a path,
 * looked for in the same repeat element, then in the same capability, then as a full path into another one;
 * or `@version` (capability version), `@header` (header layout 0–2), `@vendor` or `@device` (effective Vendor ID or
 * Device ID: that which the dump states beside the bytes where a VF reads FFFFh).
 */
export type When = Readonly<Record<string, Condition>>;
export type Condition =
  | number
  | readonly number[]
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly not: number | readonly number[] };

/** A number that the dump decides: `(2^value or value + plus) × times`, or `table[value]`. */
export type Quantity =
  | number
  | {
      readonly field: string;
      readonly plus?: number;
      readonly times?: number;
      readonly power?: boolean;
      readonly table?: Readonly<Record<number, number>>;
      readonly add?: Quantity;
    };

/** Names of a field's codes. Every code is named, or `rest` says what the others are. */
export type ValueNames = Readonly<Record<number, string>> & { readonly rest?: string };

/** How to read a number as a quantity: `(2^value or value + plus) × times × factors[scale field]`. */
export interface Unit {
  /** `bytes`, `ns`, `us`, `ms`, `W`, `mW`, `GT/s`, `vectors` … */
  readonly label: string;
  readonly plus?: number;
  readonly times?: number;
  readonly power?: boolean;
  /**
   * A second field that scales this one; its codes index `factors`, where null says that there is no telling. Under the
   * first of them, values may have names.
   */
  readonly scale?: {
    readonly field: string;
    readonly factors: readonly (number | null)[];
    readonly namedAtFirst?: Readonly<Record<number, string>>;
  };
  /** Codes that are not quantities, such as `{ 0: 'not reported' }`. */
  readonly special?: Readonly<Record<number, string>>;
}

/**
 * What the bits of a field stand for that is a set: a plural such as `lanes` where bit n stands for lane n; names by bit;
 * or sizes, of which that of bit 0 is 2^`sizesFrom` bytes.
 */
export type Members = string | Readonly<Record<number, string>> | { readonly sizesFrom: number };

/** How to print a value that is not a count; `id` is a Vendor or Device ID, `10ca` in text and JSON. */
export type Style = 'id' | 'hex' | 'decimal' | 'address' | 'routing-id' | 'version' | 'ascii';

export interface FieldOptions {
  /** Value after a reset, where the specification fixes one. */
  readonly reset?: number;
  readonly values?: ValueNames;
  readonly unit?: Unit;
  readonly style?: Style;
  readonly members?: Members;
  readonly when?: When;
  readonly vf?: VfInfo;
  readonly spec?: string;
  /** Macro of linux/pci_regs.h whose value is this field's mask in its register. */
  readonly linux?: string;
  /** What a reader should know that the title does not say. */
  readonly note?: string;
}

export interface FieldDefinition extends FieldOptions {
  readonly kind: 'field';
  readonly low: number;
  readonly width: number;
  readonly title: string;
  readonly access: Access;
}

export interface Placement {
  readonly when?: When;
  /** Bytes from the start of the capability (or of the repeat element). */
  readonly offset: Quantity;
}

export interface RegisterOptions {
  readonly when?: When;
  readonly spec?: string;
  readonly vf?: VfInfo;
  /** Macro of linux/pci_regs.h whose value is this register's offset in its capability. */
  readonly linux?: string;
  /** setpci's own name, where the register has one (`COMMAND`). */
  readonly setpci?: string;
  readonly note?: string;
}

export type Fields = Readonly<Record<string, FieldDefinition>>;

/** A register: with fields, or (fields undefined) one value with the options of a field. */
export interface RegisterDefinition<F extends Fields | undefined = Fields | undefined>
  extends RegisterOptions,
    FieldOptionsOfWhole {
  readonly kind: 'register';
  readonly placements: readonly Placement[];
  /** Bits: 8, 16, 24, 32 or 64. */
  readonly width: number;
  readonly title: string;
  readonly fields: F;
  /** For a register that is one value. */
  readonly access: Access | undefined;
}
type FieldOptionsOfWhole = Pick<FieldOptions, 'reset' | 'values' | 'unit' | 'style' | 'members'>;

/** Bytes without further structure, such as a vendor's own. */
export interface BytesDefinition extends RegisterOptions {
  readonly kind: 'bytes';
  readonly placements: readonly Placement[];
  readonly length: Quantity;
  readonly title: string;
  readonly access: Access;
}

/** What one element of a table holds: one register, or a group of entries. */
export type RepeatBody = RegisterDefinition | Entries;

/** A table: `count` elements of `stride` bytes, each one register or a group of registers. */
export interface RepeatDefinition<B extends RepeatBody = RepeatBody> {
  readonly kind: 'repeat';
  readonly title: string;
  readonly placements: readonly Placement[];
  readonly count: Quantity;
  /** Bytes from one element to the next; a quantity here is read in the element itself. */
  readonly stride: Quantity;
  readonly when?: When;
  readonly spec?: string;
  readonly vf?: VfInfo;
  readonly note?: string;
  readonly body: B;
}

export type Entry = RegisterDefinition | BytesDefinition | RepeatDefinition;
export interface Entries {
  readonly [name: string]: Entry;
}

export type CapabilityKind = 'header' | 'standard' | 'extended' | 'dvsec';

export interface CapabilityOptions {
  readonly title: string;
  readonly spec: string;
  /** Setpci's name (`CAP_EXP`, `ECAP_SRIOV`) and the kernel's macro for the ID. */
  readonly aliases?: { readonly setpci?: string; readonly linux?: string };
  /**
   * More macros of linux/pci_regs.h, by what they are about: a path in this capability (`control.enable`,
   * `entry[n].base`), bits of a register that are not a field (`control_1 2,0`), or '' for the capability. The words mean:
   * `NAME` is a mask or an offset there, `NAME_SHIFT` a field's lowest bit, `NAME=2` a code of the field or one bit of
   * a set, `NAME()` takes an argument, and `~NAME` is another number about it.
   */
  readonly macros?: Readonly<Record<string, string>>;
  /** Tells variants with one ID apart; the first definition whose condition holds is the one. */
  readonly when?: When;
  readonly inVf: InVf;
  /** What the whole capability is in a VF; rows without their own `vf` have this. */
  readonly vf?: VfInfo;
  /** Bytes that the capability takes, header included. */
  readonly length: Quantity | readonly { readonly when?: When; readonly length: Quantity }[];
  /** Why the capability is known by name only. */
  readonly nameOnly?: string;
  readonly note?: string;
}

export interface CapabilityDefinition<N extends string = string, R extends Entries = Entries>
  extends CapabilityOptions {
  readonly kind: CapabilityKind;
  readonly id: number;
  readonly name: N;
  readonly registers: R;
}

/** One bit. */
export function bit(n: number, title: string, access: Access, options: FieldOptions = {}): FieldDefinition {
  return { kind: 'field', low: n, width: 1, title, access, ...options };
}

/** Bits `high` to `low`, as the specification writes `high:low`. */
export function bits(
  high: number,
  low: number,
  title: string,
  access: Access,
  options: FieldOptions = {},
): FieldDefinition {
  return { kind: 'field', low, width: high - low + 1, title, access, ...options };
}

type Place = number | readonly Placement[];

function placementsOf(place: Place): readonly Placement[] {
  return typeof place === 'number' ? [{ offset: place }] : place;
}

/** A register of `width` bits at `place` with named fields. */
export function register<const F extends Fields>(
  place: Place,
  width: number,
  title: string,
  fields: F,
  options: RegisterOptions = {},
): RegisterDefinition<F> {
  return {
    kind: 'register',
    placements: placementsOf(place),
    width,
    title,
    fields,
    access: undefined,
    ...options,
  };
}

/** A register that is one value. */
export function whole(
  place: Place,
  width: number,
  title: string,
  access: Access,
  options: RegisterOptions & FieldOptionsOfWhole = {},
): RegisterDefinition<undefined> {
  return {
    kind: 'register',
    placements: placementsOf(place),
    width,
    title,
    fields: undefined,
    access,
    ...options,
  };
}

/** `length` bytes without further structure. */
export function bytes(
  place: Place,
  length: Quantity,
  title: string,
  access: Access,
  options: RegisterOptions = {},
): BytesDefinition {
  return { kind: 'bytes', placements: placementsOf(place), length, title, access, ...options };
}

export interface RepeatPlace {
  readonly title: string;
  readonly offset: Quantity | readonly Placement[];
  readonly count: Quantity;
  readonly stride: Quantity;
  readonly when?: When;
  readonly spec?: string;
  readonly vf?: VfInfo;
  readonly note?: string;
}

/** A table of `count` elements; offsets in `body` count from the element. */
export function repeat<const B extends RepeatBody>(place: RepeatPlace, body: B): RepeatDefinition<B> {
  const { offset, ...rest } = place;
  return {
    kind: 'repeat',
    placements: Array.isArray(offset) ? offset : [{ offset: offset as Quantity }],
    body,
    ...rest,
  };
}

type Definition<N extends string, R extends Entries> = CapabilityOptions & {
  readonly id: number;
  readonly name: N;
  readonly registers: R;
};

const standardHeader = {
  capability_id: whole(0x00, 8, 'Capability ID', 'RO', { style: 'hex' }),
  next_capability: whole(0x01, 8, 'Next Capability Pointer', 'RO', { style: 'hex' }),
};

const extendedHeader = {
  capability_header: register(0x00, 32, 'Extended Capability Header', {
    id: bits(15, 0, 'Extended Capability ID', 'RO', { style: 'hex' }),
    version: bits(19, 16, 'Capability Version', 'RO'),
    next_capability: bits(31, 20, 'Next Capability Offset', 'RO', { style: 'hex' }),
  }),
};

type WithHeader<N extends string, H extends Entries, R extends Entries> = CapabilityDefinition<N, H & R>;

/**
 * The table of a file. It is made when it is first asked for: a dump has few capabilities, and the tables of all are most
 * of the program.
 */
export type Lazy<C extends CapabilityDefinition = CapabilityDefinition> = () => C;

function lazy<C>(make: () => C): () => C {
  let made: C | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A table before it is looked at: what decides which one is. */
export interface Table extends Pick<CapabilityDefinition, 'kind' | 'id' | 'name'> {
  /** Whether it has a condition. */
  readonly conditional?: boolean;
  readonly inVf: InVf;
  readonly vf?: Pick<VfInfo, 'rule' | 'from'>;
  readonly shares?: Shares;
  readonly definition: Lazy;
}

/** A capability of the first 256 bytes. The ID and the next pointer are added. */
export function defineStandard<const N extends string, const R extends Entries>(
  make: () => Definition<N, R>,
): Lazy<WithHeader<N, typeof standardHeader, R>> {
  return lazy(() => {
    const definition = make();
    return { kind: 'standard', ...definition, registers: { ...standardHeader, ...definition.registers } };
  });
}

/** A capability of the extended configuration space (100h and up). Its header is added. */
export function defineExtended<const N extends string, const R extends Entries>(
  make: () => Definition<N, R>,
): Lazy<WithHeader<N, typeof extendedHeader, R>> {
  return lazy(() => {
    const definition = make();
    return { kind: 'extended', ...definition, registers: { ...extendedHeader, ...definition.registers } };
  });
}

const dvsecHeader = {
  ...extendedHeader,
  dvsec_header_1: register(0x04, 32, 'Designated Vendor-Specific Header 1', {
    vendor_id: bits(15, 0, 'DVSEC Vendor ID', 'RO', { style: 'id' }),
    revision: bits(19, 16, 'DVSEC Revision', 'RO'),
    length: bits(31, 20, 'DVSEC Length', 'RO', { unit: { label: 'bytes' } }),
  }),
  dvsec_header_2: register(0x08, 16, 'Designated Vendor-Specific Header 2', {
    id: bits(15, 0, 'DVSEC ID', 'RO', { style: 'hex' }),
  }),
};

/** A Designated Vendor-Specific Extended Capability (0023h) of one vendor. Both headers are added. */
export function defineDvsec<const N extends string, const R extends Entries>(
  make: () => Omit<Definition<N, R>, 'id' | 'when' | 'length'> & {
    readonly vendor: number;
    readonly dvsecId: number;
    readonly when?: When;
  },
): Lazy<WithHeader<N, typeof dvsecHeader, R>> {
  return lazy(() => {
    const { vendor, dvsecId, when, ...rest } = make();
    return {
      kind: 'dvsec',
      id: 0x23,
      ...rest,
      when: { 'dvsec_header_1.vendor_id': vendor, 'dvsec_header_2.id': dvsecId, ...when },
      length: { field: 'dvsec_header_1.length' },
      registers: { ...dvsecHeader, ...withinLength(rest.registers, 'dvsec_header_1.length') },
    };
  });
}

/** Registers at fixed places that exist only where the capability, by the length that it states, reaches over them. */
export function withinLength<const R extends Entries>(registers: R, length: string): R {
  const within = (entry: Entry): Entry => {
    const [placement] = entry.placements;
    if (typeof placement?.offset !== 'number' || entry.placements.length > 1) return entry;
    const size = entry.kind === 'register' ? entry.width / 8 : entry.kind === 'repeat' ? tableSize(entry) : 0;
    return { ...entry, when: { [length]: { atLeast: placement.offset + size }, ...entry.when } };
  };
  return Object.fromEntries(Object.entries(registers).map(([name, entry]) => [name, within(entry)])) as R;
}

const tableSize = ({ count, stride }: RepeatDefinition): number =>
  typeof count === 'number' && typeof stride === 'number' ? count * stride : 0;

/** A header layout; its path name is always `header`. */
export function defineHeader<const R extends Entries>(
  make: () => Omit<Definition<'header', R>, 'name'>,
): Lazy<CapabilityDefinition<'header', R>> {
  return lazy(() => ({ kind: 'header', name: 'header', ...make() }));
}

type EntryPaths<E> =
  E extends RepeatDefinition<infer B>
    ? B extends RegisterDefinition
      ? `[${number}]${EntryPaths<B>}`
      : `[${number}]${{ [K in keyof B & string]: `.${K}${EntryPaths<B[K]>}` }[keyof B & string]}`
    : E extends RegisterDefinition<infer F>
      ? '' | (F extends Fields ? `.${keyof F & string}` : never)
      : '';

/** Every dotted name of one capability: `sriov.num_vfs`, `sriov.control.vf_enable`, `ea.entry[2].base`. */
export type PathsOf<C> =
  C extends CapabilityDefinition<infer N, infer R>
    ? { [K in keyof R & string]: `${N}.${K}${EntryPaths<R[K]>}` }[keyof R & string]
    : never;
