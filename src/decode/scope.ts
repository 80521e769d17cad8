import type {
  CapabilityDefinition,
  Condition,
  Entries,
  Entry,
  FieldDefinition,
  RegisterDefinition,
  RepeatDefinition,
} from '../registers/define.ts';
import type { PathSteps } from './path.ts';

/** Bits at a fixed place in a capability. */
export interface FixedPlace {
  /** Offset of the register in the capability. */
  readonly offset: number;
  /** Width of the register in bits, at most 32. */
  readonly registerWidth: number;
  readonly low: number;
  readonly width: number;
  /** What must hold for the field to be there; each is itself at a fixed place, without a condition. */
  readonly when: readonly { readonly place: FixedPlace; readonly condition: Condition }[];
}

/** A register or one field of it, found by name. */
export interface Reference {
  readonly register: RegisterDefinition;
  /** Undefined when the register itself is meant. */
  readonly field: FieldDefinition | undefined;
}

/**
 * The names that one level of a table can see: the registers of a capability, or those of a repeat element and
 * then its capability's. Remembers what it looked up.
 */
export class Scope {
  readonly definition: CapabilityDefinition;
  readonly entries: Entries;
  readonly #references = new Map<string, Reference | undefined>();
  readonly #inner = new Map<RepeatDefinition, Scope>();
  readonly #direct = new Map<PathSteps, FixedPlace | undefined>();

  constructor(definition: CapabilityDefinition, entries: Entries) {
    this.definition = definition;
    this.entries = entries;
  }

  /** The register or field that `path` names at this level. */
  find(path: string): Reference | undefined {
    if (this.#references.has(path)) return this.#references.get(path);
    const found = lookUp(this.entries, path);
    this.#references.set(path, found);
    return found;
  }

  /** The place of a field that never moves. */
  direct(steps: PathSteps): FixedPlace | undefined {
    const place = this.#direct.get(steps);
    if (place || this.#direct.has(steps)) return place;
    const found = fixedPlace(this.entries, steps);
    this.#direct.set(steps, found);
    return found;
  }

  /** The names inside one element of a table. */
  inside(repeat: RepeatDefinition): Scope {
    let scope = this.#inner.get(repeat);
    if (!scope) {
      scope = new Scope(this.definition, bodyEntries(repeat));
      this.#inner.set(repeat, scope);
    }
    return scope;
  }
}

/** The key under which a table of single registers has its register. */
export const elementKey = '';

/** The entries of one element; a single register is under the empty name. */
export function bodyEntries(repeat: RepeatDefinition): Entries {
  return isRegister(repeat.body) ? { [elementKey]: repeat.body } : repeat.body;
}

export function isRegister(body: RepeatDefinition['body']): body is RegisterDefinition {
  return (body as Partial<Entry>).kind === 'register' && 'placements' in body;
}

function lookUp(entries: Entries, path: string): Reference | undefined {
  const dot = path.indexOf('.');
  const name = dot < 0 ? path : path.slice(0, dot);
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry?.kind !== 'register') return undefined;
  if (dot < 0) return { register: entry, field: undefined };
  const field = entry.fields?.[path.slice(dot + 1)];
  return field ? { register: entry, field } : undefined;
}

function fixedPlace(entries: Entries, { names }: PathSteps): FixedPlace | undefined {
  if (names.length === 0 || names.length > 2 || names.some(({ index }) => index !== undefined))
    return undefined;
  return placeAt(entries, names.map(({ name }) => name).join('.'), true);
}

function placeAt(entries: Entries, path: string, conditional: boolean): FixedPlace | undefined {
  const reference = lookUp(entries, path);
  if (!reference) return undefined;
  const { register, field } = reference;
  const [placement, ...others] = register.placements;
  if (!placement || others.length > 0 || typeof placement.offset !== 'number' || register.width > 32)
    return undefined;
  const when: { place: FixedPlace; condition: Condition }[] = [];
  for (const conditions of [register.when, placement.when, field?.when]) {
    for (const [on, condition] of Object.entries(conditions ?? {})) {
      const place = conditional ? placeAt(entries, on, false) : undefined;
      if (!place) return undefined;
      when.push({ place, condition });
    }
  }
  return {
    offset: placement.offset,
    registerWidth: register.width,
    low: field?.low ?? 0,
    width: field?.width ?? register.width,
    when,
  };
}

const scopes = new WeakMap<CapabilityDefinition, Scope>();

export function scopeOf(definition: CapabilityDefinition): Scope {
  let scope = scopes.get(definition);
  if (!scope) {
    scope = new Scope(definition, definition.registers);
    scopes.set(definition, scope);
  }
  return scope;
}
