import type { Position } from '../model/diagnostic.ts';
import type {
  Stated,
  StatedBy,
  StatedCapability,
  StatedConflict,
  StatedFact,
  StatedRegion,
  StatedValue,
  StatedWindow,
} from '../model/stated.ts';
import { FieldsRead } from './fields-read.ts';

/** The facts of `Stated` that are one value: `driver`, `numaNode`, `vendorId` … */
export type FactName = {
  [Name in keyof Stated]-?: NonNullable<Stated[Name]> extends StatedFact<unknown> ? Name : never;
}[keyof Stated];
/** What is stated of such a fact. */
export type FactValue<Name extends FactName> =
  NonNullable<Stated[Name]> extends StatedFact<infer Value> ? Value : never;

/** A fact that a draft holds; the names and values fit, because only typed methods of the draft put them there. */
type AnyFact = StatedFact<StatedValue>;

/**
 * What an input states of one Function, while its words are read. The first statement of a fact is kept; a later one
 * that differs is returned, and kept in `conflicts`, so that a diagnostic can say so. Stating a fact again is nothing new.
 */
export class Facts {
  readonly #by: StatedBy;
  readonly #fields = new Map<string, StatedFact<number | bigint>>();
  readonly #later = new Map<string, () => void>();
  readonly #facts = new Map<FactName, AnyFact>();
  readonly #regions = new Map<string, StatedRegion>();
  readonly #windows = new Map<StatedWindow['kind'], StatedWindow>();
  readonly #vfs = new Map<number, StatedFact<string>>();
  readonly #conflicts: StatedConflict[] = [];
  #capabilities: StatedCapability[] | undefined;
  #complete: boolean | undefined;
  #classCodeBits: 16 | 24 | undefined;

  /** `by` is who states what is added without another name. */
  constructor(by: StatedBy) {
    this.#by = by;
  }

  get conflicts(): readonly StatedConflict[] {
    return this.#conflicts;
  }

  /** A field, by the path that its decoded value has. */
  field(path: string, value: number | bigint, at?: Position): StatedConflict | undefined {
    return this.#field(path, this.#fact(value, at));
  }

  /**
   * Fields whose paths begin with `capability` are read when the first of them is asked for, by `read`, which states
   * them here.
   */
  later(capability: string, read: () => void): void {
    const before = this.#later.get(capability);
    this.#later.set(
      capability,
      before
        ? () => {
            before();
            read();
          }
        : read,
    );
  }

  /** A fact that is one value, such as `driver`. It matters how many bits of the Class Code are stated: see `classCode`. */
  fact<Name extends Exclude<FactName, 'classCode'>>(
    name: Name,
    value: FactValue<Name> & StatedValue,
    at?: Position,
  ): StatedConflict | undefined {
    return this.#add(name, this.#fact<StatedValue>(value, at));
  }

  /** The Class Code in 24 bits, of which the last 8 are 0 when only 16 are stated. */
  classCode(code: number, bits: 16 | 24, at?: Position): StatedConflict | undefined {
    return this.#classCode(this.#fact(code, at), bits);
  }

  /** A VF of this PF: its number from 0, and its address. */
  vf(number: number, address: string, at?: Position): StatedConflict | undefined {
    return this.#vf(number, this.#fact(address, at));
  }

  /** A BAR or the expansion ROM. A second statement of one adds what the first left open. */
  region(region: Omit<StatedRegion, 'by'>): StatedConflict | undefined {
    return this.#region({ ...region, by: this.#by });
  }

  /** A window of a bridge. */
  window(window: Omit<StatedWindow, 'by'>): StatedConflict | undefined {
    return this.#window({ ...window, by: this.#by });
  }

  /** A capability that the input lists, in its order. */
  capability(capability: StatedCapability): void {
    const known = this.#listed();
    // A capability without an offset cannot be told from a second one of its kind.
    if (capability.offset !== undefined) {
      const same = known.findIndex(({ offset }) => offset === capability.offset);
      if (same >= 0) {
        known[same] = { ...capability, ...known[same] };
        return;
      }
    }
    known.push(capability);
  }

  /** The input lists capabilities, even if it names none of them. */
  listsCapabilities(): void {
    this.#listed();
  }

  /** Whether the capabilities named are all that the Function has. */
  capabilitiesAreComplete(complete: boolean): void {
    this.#complete = complete;
  }

  /** Adds what another input, or another part of this one, states of the same Function. */
  merge(other: Stated): void {
    for (const [path, fact] of other.fields) this.#field(path, fact);
    for (const [name, fact] of factsOf(other)) this.#add(name, fact);
    if (other.classCode) this.#classCode(other.classCode, other.classCodeBits ?? 24);
    for (const region of other.regions) this.#region(region);
    for (const window of other.windows ?? []) this.#window(window);
    for (const [number, fact] of other.vfs) this.#vf(number, fact);
    if (other.capabilities) this.#mergeCapabilities(other.capabilities);
    if (other.capabilitiesComplete !== undefined)
      this.#complete = (this.#complete ?? false) || other.capabilitiesComplete;
    this.#conflicts.push(...(other.conflicts ?? []));
  }

  build(): Stated {
    const capabilities = this.#capabilities;
    return {
      ...(Object.fromEntries(this.#facts) as Partial<Stated>),
      fields: this.#later.size > 0 ? new FieldsRead(this.#fields, this.#later) : this.#fields,
      regions: [...this.#regions.values()],
      ...(this.#windows.size > 0 ? { windows: [...this.#windows.values()] } : {}),
      vfs: this.#vfs,
      ...(capabilities ? { capabilities } : {}),
      ...(this.#complete === undefined ? {} : { capabilitiesComplete: this.#complete }),
      ...(this.#classCodeBits ? { classCodeBits: this.#classCodeBits } : {}),
      // Those of fields that are read later come later.
      conflicts: this.#conflicts,
    };
  }

  #listed(): StatedCapability[] {
    this.#capabilities ??= [];
    return this.#capabilities;
  }

  #fact<T>(value: T, at: Position | undefined): StatedFact<T> {
    return at ? { value, by: this.#by, at } : { value, by: this.#by };
  }

  #field(path: string, fact: StatedFact<number | bigint>): StatedConflict | undefined {
    const first = this.#fields.get(path);
    if (!first) this.#fields.set(path, fact);
    // A number and a bigint of one value are the same statement.
    else if (BigInt(first.value) !== BigInt(fact.value)) return this.#conflict(path, first, fact);
    return undefined;
  }

  #add(name: FactName, fact: AnyFact): StatedConflict | undefined {
    const first = this.#facts.get(name);
    if (!first) this.#facts.set(name, fact);
    else if (!same(first.value, fact.value)) return this.#conflict(name, first, fact);
    return undefined;
  }

  #classCode(fact: StatedFact<number>, bits: 16 | 24): StatedConflict | undefined {
    const first = this.#facts.get('classCode') as StatedFact<number> | undefined;
    if (first) {
      const shared = this.#classCodeBits === 24 && bits === 24 ? 0 : 8;
      if (first.value >> shared !== fact.value >> shared) return this.#conflict('classCode', first, fact);
      if (this.#classCodeBits === 24 || bits === 16) return undefined;
    }
    this.#facts.set('classCode', fact);
    this.#classCodeBits = bits;
    return undefined;
  }

  #vf(number: number, fact: StatedFact<string>): StatedConflict | undefined {
    const first = this.#vfs.get(number);
    if (!first) this.#vfs.set(number, fact);
    else if (first.value !== fact.value) return this.#conflict(`vf ${number}`, first, fact);
    return undefined;
  }

  #region(region: StatedRegion): StatedConflict | undefined {
    const key = `${region.of === 'vf' ? 'vf ' : ''}region ${region.index}`;
    const first = this.#regions.get(key);
    if (!first) {
      this.#regions.set(key, region);
      return undefined;
    }
    this.#regions.set(key, { ...region, ...first });
    for (const property of ['kind', 'address', 'size', 'width', 'prefetchable'] as const) {
      const [one, other] = [first[property], region[property]];
      if (one === undefined || other === undefined || one === other) continue;
      return this.#conflict(key, regionFact(first, property, one), regionFact(region, property, other));
    }
    return undefined;
  }

  #window(window: StatedWindow): StatedConflict | undefined {
    const first = this.#windows.get(window.kind);
    if (!first) {
      this.#windows.set(window.kind, window);
      return undefined;
    }
    const { range } = first;
    if (range?.first === window.range?.first && range?.last === window.range?.last) return undefined;
    return this.#conflict(`${window.kind} window`, windowFact(first), windowFact(window));
  }

  #mergeCapabilities(capabilities: readonly StatedCapability[]): void {
    const before = this.#listed();
    const without = before.filter(({ offset }) => offset === undefined);
    for (const capability of capabilities) {
      // One that neither or only one of them places is the next of that name.
      const known = without.findIndex((one) => isSameKind(one, capability));
      if (known >= 0) {
        const [one] = without.splice(known, 1);
        const at = one ? before.indexOf(one) : -1;
        before[at] = { ...capability, ...one };
      } else if (capability.offset !== undefined || !before.some((one) => isSameKind(one, capability))) {
        this.capability(capability);
      }
    }
  }

  #conflict(what: string, first: AnyFact, second: AnyFact): StatedConflict {
    const conflict = { what, first, second };
    this.#conflicts.push(conflict);
    return conflict;
  }
}

/** What two inputs, or two parts of one, state about the same Function. The first one's words are kept. */
export function mergeStated(first: Stated, second: Stated): Stated {
  const facts = new Facts('lspci');
  facts.merge(first);
  facts.merge(second);
  return facts.build();
}

const factNames = Object.keys({
  vendorId: 0,
  deviceId: 0,
  subsystemVendorId: 0,
  subsystemId: 0,
  revision: 0,
  name: 0,
  className: 0,
  driver: 0,
  modules: 0,
  iommuGroup: 0,
  numaNode: 0,
  physicalSlot: 0,
  pf: 0,
  driverTotalVfs: 0,
  vfNumber: 0,
  ariEnabled: 0,
  headerType: 0,
  allOnes: 0,
  configSize: 0,
} satisfies Record<Exclude<FactName, 'classCode'>, 0>) as Exclude<FactName, 'classCode'>[];

function* factsOf(stated: Stated): Generator<[FactName, AnyFact]> {
  for (const name of factNames) {
    const fact = stated[name];
    if (fact) yield [name, fact];
  }
}

function isSameKind(one: StatedCapability, other: StatedCapability): boolean {
  if (one.kind !== other.kind) return false;
  return one.name === undefined ? one.title === other.title : one.name === other.name;
}

function same(one: StatedValue, other: StatedValue): boolean {
  if (typeof one === 'object' && typeof other === 'object')
    return one.length === other.length && one.every((word, n) => word === other[n]);
  return one === other;
}

function windowFact({ range, by, at }: StatedWindow): AnyFact {
  const value = range ? `0x${range.first.toString(16)}-0x${range.last.toString(16)}` : 'closed';
  return { value, by, ...(at ? { at } : {}) };
}

function regionFact(
  region: StatedRegion,
  property: string,
  value: string | number | bigint | boolean,
): AnyFact {
  const shown = typeof value === 'bigint' ? `0x${value.toString(16)}` : String(value);
  return { value: `${property} ${shown}`, by: region.by, ...(region.at ? { at: region.at } : {}) };
}
