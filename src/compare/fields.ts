import { rawJson } from '../decode/value-json.ts';
import type { Capability, FunctionView, Reading } from '../decode/view.ts';
import { configSpaceSize } from '../model/config-space.ts';
import { hex as hexText } from '../model/hex.ts';
import { sharedHazard } from '../registers/vf.ts';
import { differingBytes, Extents, Told } from './bytes.ts';
import type { FieldChange, Incomparable } from './difference.ts';
import {
  accessOf,
  coveredBits,
  hazardOf,
  type Item,
  inVfOf,
  itemJson,
  itemText,
  offsetOf,
  type RawRegister,
  type Section,
  sectionOf,
} from './section.ts';
import { isVolatile } from './volatile.ts';

export interface FieldDifferences {
  readonly changes: FieldChange[];
  readonly incomparable: Incomparable[];
}

const headerEnd = 0x40;
const extendedStart = 0x100;

/** Every field, capability and byte in which two Functions differ. */
export function differencesOf(a: FunctionView, b: FunctionView): FieldDifferences {
  return new Comparison(a, b).run();
}

/** The bytes alone, where they hold no registers. */
export function byteDifferences(a: FunctionView, b: FunctionView): FieldDifferences {
  return new Comparison(a, b).runBytes();
}

const blank = {
  reason: null,
  meaning: null,
  volatile: false,
  follows: false,
  hazard: null,
  inVf: null,
  explanation: null,
  at: { before: null, after: null },
} as const;

class Comparison {
  readonly #a: FunctionView;
  readonly #b: FunctionView;
  readonly #extents: { readonly a: Extents; readonly b: Extents };
  readonly #told = { a: new Told(), b: new Told() };
  readonly #changes: FieldChange[] = [];
  readonly #incomparable: Incomparable[] = [];
  /** Lists in which a capability came, went or moved. */
  readonly #relinked = new Set<'standard' | 'extended'>();

  constructor(a: FunctionView, b: FunctionView) {
    this.#a = a;
    this.#b = b;
    this.#extents = { a: new Extents(a), b: new Extents(b) };
  }

  run(): FieldDifferences {
    const extended = this.#extendedUnreadable();
    const pairs = pairCapabilities(this.#a, this.#b);
    for (const { a, b } of pairs)
      if (!a || !b || a.entry.offset !== b.entry.offset) this.#relink((a ?? b) as Capability);
    this.#header();
    for (const { a, b } of pairs) {
      if (extended && (a ?? b)?.entry.kind === 'extended') continue;
      if (a && b) this.#both(a, b);
      else if (a) this.#one(a, 'a');
      else if (b) this.#one(b, 'b');
    }
    return this.runBytes();
  }

  runBytes(): FieldDifferences {
    const skips = (at: number): boolean => this.#told.a.has(at) || this.#told.b.has(at);
    for (const run of differingBytes(this.#a, 0, this.#b, 0, configSpaceSize, skips)) {
      this.#bytes(`0x${hex(run.at, 3)}`, run.at, run.at, run, 'Bytes outside any capability');
    }
    this.#ends();
    return { changes: this.#changes, incomparable: this.#incomparable };
  }

  #relink({ entry }: Capability): void {
    this.#relinked.add(entry.kind);
  }

  /** The extended part reads all ones on one side only: one change, not hundreds. */
  #extendedUnreadable(): boolean {
    const dead = (view: FunctionView): boolean =>
      view.config.isFilledWith(0xff, extendedStart, configSpaceSize);
    const [a, b] = [dead(this.#a), dead(this.#b)];
    const known = (view: FunctionView): boolean => view.config.has(extendedStart, 4);
    if (a === b || !known(this.#a) || !known(this.#b)) return false;
    for (const told of [this.#told.a, this.#told.b]) told.mark(extendedStart, configSpaceSize);
    this.#changes.push({
      ...blank,
      kind: 'changed',
      field: '0x100',
      about: 'bytes',
      title: 'Extended configuration space',
      before: null,
      after: null,
      beforeText: a ? 'all ones' : 'readable',
      afterText: b ? 'all ones' : 'readable',
      reason: 'all ones mean no answer',
      meaning: b
        ? 'the extended configuration space reads all ones now: it does not answer'
        : 'the extended configuration space, which read all ones, answers now',
      offsetBefore: extendedStart,
      offsetAfter: extendedStart,
    });
    return true;
  }

  #header(): void {
    const [a, b] = [this.#a.headerSite, this.#b.headerSite];
    if (this.#sameBytes(0, 0, headerEnd)) return;
    if (a && b) this.#sections('header', sectionOf(this.#a, a), sectionOf(this.#b, b));
  }

  #both(a: Capability, b: Capability): void {
    const name = nameOf(a);
    const [offsetBefore, offsetAfter] = [a.entry.offset, b.entry.offset];
    if (offsetBefore !== offsetAfter) {
      this.#changes.push({
        ...blank,
        kind: 'changed',
        field: name,
        about: 'capability',
        title: titleOf(a),
        before: offsetBefore,
        after: offsetAfter,
        beforeText: `at ${hexText(offsetBefore)}`,
        afterText: `at ${hexText(offsetAfter)}`,
        meaning: `${name} moved`,
        offsetBefore,
        offsetAfter,
      });
    }
    const [lengthA, lengthB] = [this.#extents.a.of(a), this.#extents.b.of(b)];
    this.#compareBoth(a, b, name, Math.min(lengthA, lengthB), lengthA === lengthB);
    this.#told.a.mark(offsetBefore, lengthA);
    this.#told.b.mark(offsetAfter, lengthB);
  }

  /** The inside of a capability that both sides have. */
  #compareBoth(a: Capability, b: Capability, name: string, length: number, sameLength: boolean): void {
    const [offsetBefore, offsetAfter] = [a.entry.offset, b.entry.offset];
    if (sameLength && this.#sameBytes(offsetBefore, offsetAfter, length)) return;
    const [siteA, siteB] = [this.#a.siteOf(a), this.#b.siteOf(b)];
    if (siteA && siteB) this.#sections(name, sectionOf(this.#a, siteA), sectionOf(this.#b, siteB));
    const skips = (at: number): boolean =>
      this.#told.a.has(offsetBefore + at) || this.#told.b.has(offsetAfter + at);
    for (const run of differingBytes(this.#a, offsetBefore, this.#b, offsetAfter, length, skips)) {
      const field = `${name}+0x${hex(run.at, 2)}`;
      this.#bytes(field, offsetBefore + run.at, offsetAfter + run.at, run, `Bytes of ${titleOf(a)}`);
    }
  }

  /** Whether both sides hold the same bytes there, and all of them: then no field of them differs. */
  #sameBytes(startA: number, startB: number, length: number): boolean {
    const [a, b] = [this.#a.config, this.#b.config];
    if (!a.has(startA, length) || !b.has(startB, length)) return false;
    for (let at = 0; at < length; at++) if (a.u8(startA + at) !== b.u8(startB + at)) return false;
    return true;
  }

  /** A capability that one side alone shows. */
  #one(capability: Capability, side: 'a' | 'b'): void {
    const other = side === 'a' ? this.#b : this.#a;
    const { offset, kind } = capability.entry;
    const name = nameOf(capability);
    const state = other.walk[kind];
    const values = side === 'a' ? { before: offset, after: null } : { before: null, after: offset };
    if (state === 'not-in-dump' || state === 'cut') {
      const lack = other.lackOf(capability.name);
      const reason = lack.state === 'not-in-dump' ? lack.lacks : 'its list is not all in the dump';
      this.#incomparable.push({ field: name, ...values, side: side === 'a' ? 'after' : 'before', reason });
      return;
    }
    const reason = state === 'broken' ? 'its capability list is broken' : 'not in this Function';
    const at = `at ${hexText(offset)}`;
    this.#changes.push({
      ...blank,
      kind: side === 'a' ? 'removed' : 'added',
      field: name,
      about: 'capability',
      title: titleOf(capability),
      ...values,
      beforeText: side === 'a' ? at : 'none',
      afterText: side === 'a' ? 'none' : at,
      reason,
      meaning: side === 'a' ? `${name} is no longer in the list` : `${name} is in the list now`,
      offsetBefore: side === 'a' ? offset : null,
      offsetAfter: side === 'a' ? null : offset,
    });
    const length = this.#extents[side].of(capability);
    this.#told.a.mark(offset, length);
    this.#told.b.mark(offset, length);
  }

  #sections(name: string, a: Section, b: Section): void {
    for (const [path, before] of a.items) {
      const after = b.items.get(path);
      if (after) this.#item(`${name}.${path}`, before, after, a, b);
      else if (!lacksRegister(before, b)) this.#oneSided(`${name}.${path}`, before, a, 'a');
    }
    for (const [path, after] of b.items) {
      if (!a.items.has(path) && !lacksRegister(after, a)) this.#oneSided(`${name}.${path}`, after, b, 'b');
    }
    for (const [path, register] of a.registers)
      if (!b.registers.has(path)) this.#oneSidedRegister(name, path, register, a, 'a');
    for (const [path, register] of b.registers)
      if (!a.registers.has(path)) this.#oneSidedRegister(name, path, register, b, 'b');
    for (const [path, before] of a.registers) {
      const after = b.registers.get(path);
      if (!after) continue;
      this.#markRegister(before.reading, after.reading, before.definition.width);
      if (before.reading.state !== 'known' || after.reading.state !== 'known') continue;
      if (before.reading.value === after.reading.value) continue;
      const covered = coveredBits(before) | coveredBits(after);
      const free = ~covered & ((1n << BigInt(before.definition.width)) - 1n);
      const changed = (BigInt(before.reading.value) ^ BigInt(after.reading.value)) & free;
      if (changed !== 0n) this.#reservedBits(`${name}.${path}`, before, after, changed);
    }
  }

  #item(field: string, before: Item, after: Item, a: Section, b: Section): void {
    if (before.row.kind === 'register') this.#markRegister(before.reading, after.reading, before.row.width);
    const [x, y] = [before.reading, after.reading];
    if (x.state === 'known' && y.state === 'known') {
      if (x.value === y.value) return;
      this.#changes.push({
        ...blank,
        kind: 'changed',
        field,
        about: 'field',
        title: before.row.title,
        before: itemJson(before),
        after: itemJson(after),
        beforeText: itemText(a, before),
        afterText: itemText(b, after),
        volatile: isVolatile(field, accessOf(before)),
        follows: this.#isLink(field),
        offsetBefore: offsetOf(before),
        offsetAfter: offsetOf(after),
        hazard: hazardOf(before),
        inVf: inVfOf(before),
      });
    } else if (x.state === 'known' && y.state === 'not-in-dump') {
      this.#unknown(field, before, 'after', y.lacks);
    } else if (y.state === 'known' && x.state === 'not-in-dump') {
      this.#unknown(field, after, 'before', x.lacks);
    }
  }

  /** A field that the layout of one side alone has. */
  #oneSided(field: string, item: Item, section: Section, side: 'a' | 'b'): void {
    if (item.reading.state !== 'known') return;
    const other = (side === 'a' ? this.#b : this.#a).read(field);
    if (other.state === 'not-in-dump') {
      this.#unknown(field, item, side === 'a' ? 'after' : 'before', other.lacks);
      return;
    }
    const value = itemJson(item);
    const text = itemText(section, item);
    const offset = offsetOf(item);
    this.#changes.push({
      ...blank,
      kind: side === 'a' ? 'removed' : 'added',
      field,
      about: 'field',
      title: item.row.title,
      before: side === 'a' ? value : null,
      after: side === 'a' ? null : value,
      beforeText: side === 'a' ? text : 'none',
      afterText: side === 'a' ? 'none' : text,
      reason: 'not in this Function',
      volatile: isVolatile(field, accessOf(item)),
      offsetBefore: side === 'a' ? offset : null,
      offsetAfter: side === 'a' ? null : offset,
      hazard: hazardOf(item),
      inVf: inVfOf(item),
    });
  }

  /** A register with all its fields that one side alone has: one change. */
  #oneSidedRegister(
    name: string,
    path: string,
    register: RawRegister,
    section: Section,
    side: 'a' | 'b',
  ): void {
    const { definition, reading } = register;
    const offset = offsetOf(register);
    if (reading.state !== 'known' || offset === null) return;
    const field = `${name}.${path}`;
    const other = (side === 'a' ? this.#b : this.#a).read(field);
    const value = rawJson(reading, definition.width);
    if (other.state === 'not-in-dump') {
      const values = { before: side === 'a' ? value : null, after: side === 'a' ? null : value };
      this.#incomparable.push({
        field,
        ...values,
        side: side === 'a' ? 'after' : 'before',
        reason: other.lacks,
      });
      return;
    }
    this.#told[side].mark(offset, definition.width / 8);
    const fields = [...section.items].filter(([own]) => own.startsWith(`${path}.`));
    const text = hexText(reading.value, definition.width / 4);
    this.#changes.push({
      ...blank,
      kind: side === 'a' ? 'removed' : 'added',
      field,
      about: 'field',
      title: definition.title,
      before: side === 'a' ? value : null,
      after: side === 'a' ? null : value,
      beforeText: side === 'a' ? text : 'none',
      afterText: side === 'a' ? 'none' : text,
      reason: 'not in this Function',
      volatile: fields.every(([own, item]) => isVolatile(`${name}.${own}`, accessOf(item))),
      offsetBefore: side === 'a' ? offset : null,
      offsetAfter: side === 'a' ? null : offset,
      hazard: sharedHazard(definition.vf),
    });
  }

  #unknown(field: string, item: Item, side: 'before' | 'after', reason: string): void {
    const value = itemJson(item);
    this.#incomparable.push({
      field,
      before: side === 'before' ? null : value,
      after: side === 'after' ? null : value,
      side,
      reason,
    });
  }

  #reservedBits(
    field: string,
    before: {
      readonly definition: { readonly width: number; readonly title: string };
      readonly reading: Reading;
    },
    after: { readonly reading: Reading },
    changed: bigint,
  ): void {
    const { width, title } = before.definition;
    const raw = (reading: Reading): string =>
      reading.state === 'known' ? reading.value.toString(16).padStart(width / 4, '0') : '';
    const bits: number[] = [];
    for (let n = 0; n < width; n++) if ((changed >> BigInt(n)) & 1n) bits.push(n);
    this.#changes.push({
      ...blank,
      kind: 'changed',
      field,
      about: 'bits',
      title,
      before: `0x${raw(before.reading)}`,
      after: `0x${raw(after.reading)}`,
      beforeText: `${raw(before.reading).toUpperCase()}h`,
      afterText: `${raw(after.reading).toUpperCase()}h`,
      meaning: `reserved bit${bits.length === 1 ? '' : 's'} ${bits.join(', ')} of the register changed`,
      offsetBefore: offsetOf(before),
      offsetAfter: offsetOf(after),
    });
  }

  #bytes(
    field: string,
    offsetBefore: number,
    offsetAfter: number,
    run: { readonly length: number; readonly before: number; readonly after: number },
    title: string,
  ): void {
    const digits = run.length * 2;
    this.#changes.push({
      ...blank,
      kind: 'changed',
      field,
      about: 'bytes',
      title,
      before: `0x${hex(run.before, digits)}`,
      after: `0x${hex(run.after, digits)}`,
      beforeText: `${hex(run.before, digits).toUpperCase()}h`,
      afterText: `${hex(run.after, digits).toUpperCase()}h`,
      volatile: isVolatile(field, undefined),
      offsetBefore,
      offsetAfter,
    });
  }

  /** One dump goes on where the other ends. */
  #ends(): void {
    const [a, b] = [this.#a.config.end, this.#b.config.end];
    const end = Math.min(a, b);
    if (a === b) return;
    const side = a < b ? 'before' : 'after';
    const reason =
      end === 0 ? 'the dump has no bytes of this Function' : `the dump ends at ${hexText(end - 1)}`;
    this.#incomparable.push({ field: `0x${hex(end, 3)}`, before: null, after: null, side, reason });
  }

  #markRegister(a: Reading, b: Reading, width: number): void {
    const [x, y] = [offsetOf({ reading: a }), offsetOf({ reading: b })];
    if (x === null || y === null) return;
    this.#told.a.mark(x, width / 8);
    this.#told.b.mark(y, width / 8);
  }

  #isLink(field: string): boolean {
    if (field === 'header.capabilities_pointer') return this.#relinked.has('standard');
    if (field.endsWith('.capability_header.next_capability')) return this.#relinked.has('extended');
    return field.endsWith('.next_capability') && this.#relinked.has('standard');
  }
}

/** Whether a field's whole register is missing on the other side, which is said about the register. */
const lacksRegister = ({ register }: Item, other: Section): boolean =>
  register !== undefined && !other.registers.has(register);

interface CapabilityPair {
  readonly a: Capability | undefined;
  readonly b: Capability | undefined;
}

/** Capabilities of one name belong together: those at one offset first, then in their order. */
function pairCapabilities(a: FunctionView, b: FunctionView): CapabilityPair[] {
  const waiting = new Map<string, Capability[]>();
  for (const capability of b.capabilities) {
    const list = waiting.get(capability.name);
    if (list) list.push(capability);
    else waiting.set(capability.name, [capability]);
  }
  const pairs = new Map<Capability, Capability | undefined>();
  const take = (name: string, fits: (candidate: Capability) => boolean): Capability | undefined => {
    const list = waiting.get(name);
    const at = list?.findIndex(fits) ?? -1;
    return at < 0 ? undefined : list?.splice(at, 1)[0];
  };
  for (const own of a.capabilities)
    pairs.set(
      own,
      take(own.name, ({ entry }) => entry.offset === own.entry.offset),
    );
  for (const own of a.capabilities)
    if (!pairs.get(own))
      pairs.set(
        own,
        take(own.name, () => true),
      );
  return [
    ...[...pairs].map(([own, other]) => ({ a: own, b: other })),
    ...[...waiting.values()].flat().map((other) => ({ a: undefined, b: other })),
  ];
}

export const nameOf = ({ name, instance }: Capability): string =>
  instance > 0 ? `${name}[${instance}]` : name;
const titleOf = ({ definition, entry }: Capability): string =>
  definition?.title ?? `unknown ${entry.kind} capability ${entry.id.toString(16).toUpperCase()}h`;
const hex = (n: number | bigint, digits: number): string => n.toString(16).padStart(digits, '0');
