import type { ConfigSpace } from '../model/config-space.ts';
import { configSpaceSize } from '../model/config-space.ts';
import type { PciFunction } from '../model/function.ts';
import { hex } from '../model/hex.ts';
import { matches } from '../registers/condition.ts';
import type {
  CapabilityDefinition,
  Condition,
  Entry,
  FieldDefinition,
  Placement,
  Quantity,
  RegisterDefinition,
  RepeatDefinition,
  Table,
  When,
} from '../registers/define.ts';
import type { FieldPath } from '../registers/index.ts';
import { type Answer, answerOn, answerOnCapability, type CapabilityAnswer } from './answer.ts';
import { headerDefinition, isStandard, tablesFor } from './definitions.ts';
import { parsePath } from './path.ts';
import { elementKey, type FixedPlace, isRegister, type Scope, scopeOf } from './scope.ts';
import { headerLayout, type ListEntry, type Walk, walk } from './walk.ts';

/** One capability found in a dump. */
export interface Capability {
  readonly entry: ListEntry;
  /** Undefined when lsvf does not know the ID. */
  readonly definition: CapabilityDefinition | undefined;
  /** `sriov`; of an unknown one `standard_1f` or `extended_00ab`. */
  readonly name: string;
  /** Counts from 0 among those of one name. */
  readonly instance: number;
}

/** Its table is made when it is asked for: of most capabilities the name is all that is. */
class Found implements Capability {
  readonly entry: ListEntry;
  readonly name: string;
  readonly instance: number;
  readonly #table: Table | undefined;

  constructor(entry: ListEntry, table: Table | undefined, name: string, instance: number) {
    this.entry = entry;
    this.#table = table;
    this.name = name;
    this.instance = instance;
  }

  get definition(): CapabilityDefinition | undefined {
    return this.#table?.definition();
  }
}

/** What a look at a path gives. Three states, never two. */
export type Reading =
  | { readonly state: 'known'; readonly value: number | bigint; readonly place: BitPlace }
  /** The bytes that would tell are not in the dump. */
  | { readonly state: 'not-in-dump'; readonly lacks: string; readonly place?: BitPlace }
  /** This Function does not have the field. */
  | { readonly state: 'absent' };

/** Where a value is in the configuration space. */
export interface BitPlace {
  /** Offset of the register. */
  readonly offset: number;
  /** Width of the register in bits. */
  readonly registerWidth: number;
  /** The lowest bit of the value in the register. */
  readonly low: number;
  /** Bits of the value. */
  readonly width: number;
}

/** The IDs that software goes by. */
export interface EffectiveIds {
  readonly vendor: number | undefined;
  readonly device: number | undefined;
}

/** A level of a table at a place in one dump: a capability, or one element of a repeat. */
export interface Site {
  readonly scope: Scope;
  readonly base: number;
  /** The level outside; undefined for a capability. */
  readonly outer: Site | undefined;
}

const unknown = -1;

/** What the value of its field makes of a quantity, before what is added to it. */
export function scaled(
  { table, power, plus = 0, times = 1 }: Exclude<Quantity, number>,
  value: number,
): number {
  return table ? (table[value] ?? 0) : ((power ? 2 ** value : value) + plus) * times;
}

/** The decoded view of one Function. Nothing is decoded before it is asked for, and nothing is kept. */
export class FunctionView {
  readonly fn: PciFunction;
  readonly config: ConfigSpace;
  #walk: Walk | undefined;
  #capabilities: Capability[] | undefined;
  #headerSite: Site | undefined;
  /** What a VF that reads FFFFh has from its PF. */
  readonly ids: EffectiveIds | undefined;

  /**
   * `like`: a view of the same bytes, with nothing beside them, whose lists need not be walked again. `ids`: those of a
   * VF that reads FFFFh, which its PF has; what the input states comes first.
   */
  constructor(fn: PciFunction, like?: FunctionView, ids?: EffectiveIds) {
    this.fn = fn;
    this.config = fn.config;
    this.ids = ids;
    if (like) {
      this.#walk = like.#walk;
      this.#capabilities = like.#capabilities;
      this.#headerSite = like.#headerSite;
    }
  }

  get walk(): Walk {
    this.#walk ??= walk(this.config);
    return this.#walk;
  }

  /** 0, 1 or 2; another number is not a layout; -1 when not in the dump. */
  get layout(): number {
    return headerLayout(this.config);
  }

  get headerSite(): Site | undefined {
    if (!this.#headerSite) {
      const definition = headerDefinition(this.layout);
      if (definition) this.#headerSite = { scope: scopeOf(definition), base: 0, outer: undefined };
    }
    return this.#headerSite;
  }

  /** Both lists, in their order. */
  get capabilities(): readonly Capability[] {
    if (!this.#capabilities) {
      const list: Capability[] = [];
      // Conditions of a definition may look at capabilities that came before.
      this.#capabilities = list;
      for (const entry of this.walk.entries) {
        const table = this.#tableFor(entry);
        const name = table?.name ?? unknownName(entry);
        let instance = 0;
        for (const other of list) if (other.name === name) instance++;
        list.push(new Found(entry, table, name, instance));
      }
    }
    return this.#capabilities;
  }

  /** The capability of that path name, or undefined. */
  capability(name: string, instance = 0): Capability | undefined {
    for (const capability of this.capabilities) {
      if (capability.instance === instance && capability.name === name) return capability;
    }
    return undefined;
  }

  /**
   * The value at a path, or -1 when only `read` can tell: the field is absent, not in the dump, moves, is in a table
   * or is wider than 32 bits.
   */
  direct(path: string): number {
    const steps = parsePath(path);
    if (!steps) return unknown;
    let scope: Scope | undefined;
    let base = 0;
    if (steps.capability === 'header') scope = this.headerSite?.scope;
    else {
      const capability = this.capability(steps.capability, steps.instance);
      if (!capability?.definition) return unknown;
      scope = scopeOf(capability.definition);
      base = capability.entry.offset;
    }
    const place = scope?.direct(steps);
    if (!place) return unknown;
    for (const { place: on, condition } of place.when) {
      const value = bitsAt(this.config, base, on);
      if (value < 0 || !matches(condition, value)) return unknown;
    }
    return bitsAt(this.config, base, place);
  }

  /** The value at a path; undefined when absent or not in the dump. For a field wider than 32 bits use `read`. */
  get(path: FieldPath): number | undefined {
    const value = this.direct(path);
    if (value >= 0) return value;
    const reading = this.read(path);
    return reading.state === 'known' ? Number(reading.value) : undefined;
  }

  /** What the dump holds at a path such as `sriov.control.vf_enable`, `sriov.vf_bar[1]`, `ea.entry[2].base`. */
  read(path: string): Reading {
    const steps = parsePath(path);
    if (!steps) return { state: 'absent' };
    let site: Site | undefined;
    if (steps.capability === 'header') site = this.headerSite;
    else {
      const capability = this.capability(steps.capability, steps.instance);
      if (capability) site = this.siteOf(capability);
    }
    if (!site) return this.lackOf(steps.capability);
    let field: FieldDefinition | undefined;
    for (let n = 0; n < steps.names.length; n++) {
      const step = steps.names[n] as { name: string; index: number | undefined };
      const entry: Entry | undefined = Object.hasOwn(site.scope.entries, step.name)
        ? site.scope.entries[step.name]
        : undefined;
      if (!entry) return { state: 'absent' };
      if (entry.kind === 'repeat') {
        if (step.index === undefined) return { state: 'absent' };
        const element = this.element(site, entry, step.index);
        if (element === undefined) return { state: 'absent' };
        if (element === 'not-in-dump') return this.#beyond(site.base);
        site = element;
        if (!isRegister(entry.body)) continue;
        const rest = steps.names[n + 1]?.name;
        if (rest !== undefined) {
          field = entry.body.fields?.[rest];
          if (!field) return { state: 'absent' };
        }
        return this.readRegister(site, entry.body, field);
      }
      if (step.index !== undefined || entry.kind === 'bytes') return { state: 'absent' };
      const rest = steps.names[n + 1]?.name;
      if (rest !== undefined) {
        field = entry.fields?.[rest];
        if (!field) return { state: 'absent' };
      }
      return this.readRegister(site, entry, field);
    }
    return { state: 'absent' };
  }

  /** What is known at a path, and from where: the bytes, or what the input states where they are not in the dump. */
  ask(path: string): Answer {
    return answerOn(this, path);
  }

  /** Whether the Function has a capability of that name, as the bytes or else the input say. */
  has(name: string, instance = 0): CapabilityAnswer {
    return answerOnCapability(this, name, instance);
  }

  siteOf(capability: Capability): Site | undefined {
    if (!capability.definition) return undefined;
    return { scope: scopeOf(capability.definition), base: capability.entry.offset, outer: undefined };
  }

  /** A register, or one field of it, at a site. */
  readRegister(site: Site, register: RegisterDefinition, field?: FieldDefinition): Reading {
    if (register.when) {
      const holds = this.holds(register.when, site);
      if (holds !== true) return this.#unlessFalse(holds, site);
    }
    const offset = this.offsetOf(site, register.placements);
    if (offset === undefined) return { state: 'absent' };
    if (offset === unknown) return this.#beyond(site.base);
    if (field?.when) {
      const holds = this.holds(field.when, site);
      if (holds !== true) return this.#unlessFalse(holds, site);
    }
    const low = field ? field.low : 0;
    const width = field ? field.width : register.width;
    const place = { offset, registerWidth: register.width, low, width };
    const value = extract(this.config, place);
    if (value === undefined) return { ...this.#beyond(offset), place };
    return { state: 'known', value, place };
  }

  /** Offset in the configuration space of the placement that holds; -1 when the bytes that decide are not known. */
  offsetOf(site: Site, placements: readonly Placement[]): number | undefined {
    for (const placement of placements) {
      if (placement.when) {
        const holds = this.holds(placement.when, site);
        if (holds === undefined) return unknown;
        if (!holds) continue;
      }
      const offset = this.quantity(placement.offset, site);
      return offset === undefined ? unknown : site.base + offset;
    }
    return undefined;
  }

  /** How many elements a table has here; undefined when the bytes that decide are not known. */
  countOf(site: Site, repeat: RepeatDefinition): number | undefined {
    if (repeat.when) {
      const holds = this.holds(repeat.when, site);
      if (holds === undefined) return undefined;
      if (!holds) return 0;
    }
    const count = this.quantity(repeat.count, site);
    return count === undefined ? undefined : Math.max(0, Math.min(count, configSpaceSize));
  }

  /** Element `index` of a table. */
  element(site: Site, repeat: RepeatDefinition, index: number): Site | 'not-in-dump' | undefined {
    const count = this.countOf(site, repeat);
    if (count === undefined) return 'not-in-dump';
    if (index >= count) return undefined;
    let base = this.offsetOf(site, repeat.placements);
    if (base === undefined) return undefined;
    if (base === unknown) return 'not-in-dump';
    const scope = site.scope.inside(repeat);
    if (typeof repeat.stride === 'number') base += index * repeat.stride;
    else {
      for (let n = 0; n < index; n++) {
        const stride = this.quantity(repeat.stride, { scope, base, outer: site });
        if (stride === undefined) return 'not-in-dump';
        base += Math.max(stride, 1);
      }
    }
    return base >= configSpaceSize ? 'not-in-dump' : { scope, base, outer: site };
  }

  /** Whether every condition holds; undefined when a byte that decides is not in the dump. */
  holds(when: When, site: Site): boolean | undefined {
    for (const path in when) {
      const value = this.#valueFor(path, site);
      if (value === undefined) return undefined;
      if (value === 'absent' || !matches(when[path] as Condition, value)) return false;
    }
    return true;
  }

  quantity(quantity: Quantity, site: Site): number | undefined {
    if (typeof quantity === 'number') return quantity;
    const value = this.#valueFor(quantity.field, site);
    if (value === undefined) return undefined;
    const result = value === 'absent' ? 0 : scaled(quantity, value);
    if (quantity.add === undefined) return result;
    const more = this.quantity(quantity.add, site);
    return more === undefined ? undefined : result + more;
  }

  /** Resolves a path as tables write it: in this element, then outward, then as a full path. */
  #valueFor(path: string, site: Site): number | 'absent' | undefined {
    if (path.startsWith('@')) return this.#fact(path, site);
    for (let level: Site | undefined = site; level; level = level.outer) {
      const reference = level.scope.find(path);
      if (!reference) continue;
      return plain(this.readRegister(level, reference.register, reference.field));
    }
    return plain(this.read(path));
  }

  #fact(name: string, site: Site): number | 'absent' | undefined {
    if (name === '@header') return this.layout < 0 ? undefined : this.layout;
    if (name === '@vendor' || name === '@device') {
      const id = this.config.u16(name === '@vendor' ? 0 : 2);
      return id < 0 ? undefined : id === 0xffff ? this.#effectiveId(name) : id;
    }
    let root = site;
    while (root.outer) root = root.outer;
    const header = this.config.u32(root.base);
    return header < 0 ? undefined : (header >>> 16) & 0xf;
  }

  /** The ID of a VF that reads FFFFh: what the input states beside the bytes, or what its PF says. */
  #effectiveId(name: '@vendor' | '@device'): number {
    const { vendorId, deviceId } = this.fn.stated;
    // With -b, lspci states the FFFFh that it read.
    const stated = (name === '@vendor' ? vendorId : deviceId)?.value ?? 0xffff;
    if (stated !== 0xffff) return stated;
    return (name === '@vendor' ? this.ids?.vendor : this.ids?.device) ?? 0xffff;
  }

  #tableFor(entry: ListEntry): Table | undefined {
    for (const table of tablesFor(entry.kind, entry.id)) {
      if (!table.conditional) return table;
      const definition = table.definition();
      const site = { scope: scopeOf(definition), base: entry.offset, outer: undefined };
      if (definition.when && this.holds(definition.when, site) === true) return table;
    }
    return undefined;
  }

  /** A capability that is not there: absent, or perhaps in the part that the dump does not hold. */
  lackOf(name: string): Reading {
    if (name === 'header') return this.#beyond(0x0e);
    const kind = listOf(name);
    const state = kind === 'standard' ? this.walk.standard : this.walk.extended;
    if (state === 'not-in-dump' || state === 'cut') return this.#beyond(kind === 'standard' ? 0x40 : 0x100);
    return { state: 'absent' };
  }

  #unlessFalse(holds: false | undefined, site: Site): Reading {
    return holds === false ? { state: 'absent' } : this.#beyond(site.base);
  }

  #beyond(offset: number): { readonly state: 'not-in-dump'; readonly lacks: string } {
    const { end } = this.config;
    if (offset >= configSpaceSize) return { state: 'not-in-dump', lacks: 'it would lie past FFFh' };
    if (end <= offset) {
      const last = end === 0 ? 'the dump has no bytes of this Function' : `the dump ends at ${hex(end - 1)}`;
      return { state: 'not-in-dump', lacks: last };
    }
    return { state: 'not-in-dump', lacks: `bytes at ${hex(offset)} are not all in the dump` };
  }
}

function plain(reading: Reading): number | 'absent' | undefined {
  if (reading.state === 'known') return Number(reading.value);
  return reading.state === 'absent' ? 'absent' : undefined;
}

function unknownName(entry: ListEntry): string {
  return entry.kind === 'standard'
    ? `standard_${entry.id.toString(16).padStart(2, '0')}`
    : `extended_${entry.id.toString(16).padStart(4, '0')}`;
}

/** Which list a capability of that name is in. */
const listOf = (name: string): 'standard' | 'extended' =>
  isStandard(name) || name.startsWith('standard_') ? 'standard' : 'extended';

/** The bits at a place in a capability that begins at `base`; -1 when they are not in the dump. */
function bitsAt(config: ConfigSpace, base: number, place: FixedPlace): number {
  const raw = readRaw(config, base + place.offset, place.registerWidth);
  if (raw < 0 || place.width === 32) return raw;
  return (raw >>> place.low) & ((1 << place.width) - 1);
}

/** The bits of a place; a number up to 32 bits, a bigint beyond; undefined when a byte is not known. */
export function extract(config: ConfigSpace, place: BitPlace): number | bigint | undefined {
  const { offset, registerWidth, low, width } = place;
  if (registerWidth <= 32) {
    const raw = readRaw(config, offset, registerWidth);
    if (raw < 0) return undefined;
    return width === 32 ? raw : (raw >>> low) & ((1 << width) - 1);
  }
  let raw = 0n;
  for (let n = registerWidth / 8 - 1; n >= 0; n--) {
    const byte = config.u8(offset + n);
    if (byte < 0) return undefined;
    raw = (raw << 8n) | BigInt(byte);
  }
  const value = (raw >> BigInt(low)) & ((1n << BigInt(width)) - 1n);
  return width <= 32 ? Number(value) : value;
}

function readRaw(config: ConfigSpace, offset: number, width: number): number {
  if (width === 8) return config.u8(offset);
  if (width === 16) return config.u16(offset);
  if (width === 32) return config.u32(offset);
  if (!config.has(offset, 3)) return -1;
  return config.u8(offset) | (config.u8(offset + 1) << 8) | (config.u8(offset + 2) << 16);
}

export { elementKey };
