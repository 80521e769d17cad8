import type {
  CapabilityDefinition,
  Entries,
  Entry,
  FieldDefinition,
  FieldOptions,
  Placement,
  Quantity,
  RegisterDefinition,
  RepeatBody,
  RepeatDefinition,
  When,
} from '../../src/registers/define.ts';
import type { VfInfo } from '../../src/registers/vf.ts';
import type { Calculation } from './pci-regs.ts';
import { both, type Constraint, type Presence } from './presence.ts';

/** What the rules look at beside the one definition that they judge. */
export interface Tables {
  readonly all: readonly CapabilityDefinition[];
  /** Path below src/registers. */
  readonly fileOf?: ReadonlyMap<CapabilityDefinition, string>;
  /** The macros of linux/pci_regs.h. */
  readonly macros?: ReadonlyMap<string, bigint>;
  /** Those of them that take an argument. */
  readonly functions?: ReadonlyMap<string, Calculation>;
}

/** A capability's registers, or those in one element of a table. */
export interface Level {
  readonly definition: CapabilityDefinition;
  readonly entries: Entries;
  /** How paths at this level begin: '' or `entry[n].`. */
  readonly prefix: string;
  readonly outer: Level | undefined;
  readonly repeat: RepeatDefinition | undefined;
}

/** A register or a field that a path names. */
export interface Target {
  /** One spelling for one place, whatever level it is named from. */
  readonly variable: string;
  readonly width: number;
  /** Undefined for `@version` and its like. */
  readonly register: RegisterDefinition | undefined;
  readonly field: FieldDefinition | undefined;
  readonly level: Level | undefined;
}

/** One register or field that has a value of its own. */
export interface Value extends FieldOptions {
  readonly path: string;
  readonly low: number;
  readonly width: number;
}

export function topLevel(definition: CapabilityDefinition): Level {
  return { definition, entries: definition.registers, prefix: '', outer: undefined, repeat: undefined };
}

export const isRegister = (body: RepeatBody): body is RegisterDefinition => body.kind === 'register';

/** The level inside a table; a table of single registers has its register under the empty name. */
export function inside(level: Level, name: string, repeat: RepeatDefinition): Level {
  return {
    definition: level.definition,
    entries: isRegister(repeat.body) ? { '': repeat.body } : repeat.body,
    prefix: `${level.prefix}${name}[n].`,
    outer: level,
    repeat,
  };
}

export function pathOf(level: Level, name: string): string {
  return name === '' ? level.prefix.slice(0, -1) : level.prefix + name;
}

export interface Found<E extends Entry = Entry> {
  readonly path: string;
  readonly name: string;
  readonly entry: E;
  readonly level: Level;
}

/** Every entry of a definition, nested ones too, each after the one that holds it. */
export function entriesOf(definition: CapabilityDefinition): Found[] {
  const found: Found[] = [];
  const collect = (level: Level): void => {
    for (const [name, entry] of Object.entries(level.entries)) {
      found.push({ path: pathOf(level, name), name, entry, level });
      if (entry.kind === 'repeat') collect(inside(level, name, entry));
    }
  };
  collect(topLevel(definition));
  return found;
}

export function registersOf(definition: CapabilityDefinition): Found<RegisterDefinition>[] {
  return entriesOf(definition).filter(
    (found): found is Found<RegisterDefinition> => found.entry.kind === 'register',
  );
}

/** Every level of a definition, nested ones too. */
export function levelsOf(definition: CapabilityDefinition): Level[] {
  const nested = entriesOf(definition).flatMap(({ name, entry, level }) =>
    entry.kind === 'repeat' ? [inside(level, name, entry)] : [],
  );
  return [topLevel(definition), ...nested];
}

export function valuesIn(definition: CapabilityDefinition): Value[] {
  return registersOf(definition).flatMap(({ path, entry }): Value[] =>
    entry.fields
      ? Object.entries(entry.fields).map(([name, field]) => ({ ...field, path: `${path}.${name}` }))
      : [{ ...entry, path, low: 0 }],
  );
}

/** The row's own rule, or that of what holds it. */
export function vfOf(
  level: Level,
  register: { readonly vf?: VfInfo },
  field?: FieldDefinition,
): VfInfo | undefined {
  if (field?.vf) return field.vf;
  if (register.vf) return register.vf;
  for (let at: Level | undefined = level; at; at = at.outer) if (at.repeat?.vf) return at.repeat.vf;
  return level.definition.vf;
}

const facts: Readonly<Record<string, number>> = {
  '@version': 4,
  '@header': 7,
  '@vendor': 16,
  '@device': 16,
};

/** What a path of a `when` or of a quantity means at a level: the element first, then outward, then in full. */
export function targetOf(path: string, level: Level, tables: Tables): Target | undefined {
  if (path.startsWith('@')) {
    const width = Object.hasOwn(facts, path) ? facts[path] : undefined;
    if (width === undefined) return undefined;
    const variable = path === '@version' ? `${level.definition.name}${path}` : path;
    return { variable, width, register: undefined, field: undefined, level: undefined };
  }
  for (let at: Level | undefined = level; at; at = at.outer) {
    const target = targetAt(at, path.split('.'));
    if (target) return target;
  }
  return fullTarget(path, tables);
}

/** The target of a path that begins with a capability's name. */
export function fullTarget(path: string, tables: Tables): Target | undefined {
  const [capability = '', ...names] = path.replaceAll(/\[(?:\d+|@)\]/g, '[n]').split('.');
  for (const definition of tables.all) {
    if (definition.name !== capability.replace('[n]', '')) continue;
    let level = topLevel(definition);
    const rest = [...names];
    while (rest[0]?.endsWith('[n]')) {
      const name = rest.shift()?.slice(0, -3) ?? '';
      const entry = Object.hasOwn(level.entries, name) ? level.entries[name] : undefined;
      if (entry?.kind !== 'repeat') break;
      level = inside(level, name, entry);
      if (isRegister(entry.body)) rest.unshift('');
    }
    const target = targetAt(level, rest);
    if (target) return { ...target, variable: path };
  }
  return undefined;
}

function targetAt(level: Level, names: readonly string[]): Target | undefined {
  const [name = '', fieldName, ...more] = names;
  const register = Object.hasOwn(level.entries, name) ? level.entries[name] : undefined;
  if (register?.kind !== 'register' || more.length > 0) return undefined;
  const field = fieldName === undefined ? undefined : register.fields?.[fieldName];
  if (fieldName !== undefined && !field) return undefined;
  const path = [pathOf(level, name), ...(fieldName === undefined ? [] : [fieldName])].join('.');
  return {
    variable: `${level.definition.name}.${path}`,
    width: (field ?? register).width,
    register,
    field,
    level,
  };
}

/** The constraints of a `when`, with those under which the values that it looks at exist. */
export function constraintsOf(when: When | undefined, level: Level, tables: Tables): readonly Constraint[] {
  return collectConstraints(when, level, tables, new Set());
}

function collectConstraints(
  when: When | undefined,
  level: Level,
  tables: Tables,
  seen: Set<string>,
): Constraint[] {
  return Object.entries(when ?? {}).flatMap(([path, condition]) => {
    const target = targetOf(path, level, tables);
    const own = {
      variable: target?.variable ?? path,
      max: 2 ** (target?.width ?? 32) - 1,
      condition,
    };
    if (!target?.register || !target.level || seen.has(target.variable)) return [own];
    seen.add(target.variable);
    const { register, field } = target;
    const placed = register.placements.length === 1 ? register.placements[0]?.when : undefined;
    const home = target.level;
    return [
      own,
      ...[register.when, placed, field?.when].flatMap((more) => collectConstraints(more, home, tables, seen)),
    ];
  });
}

export function presenceOf(when: When | undefined, level: Level, tables: Tables): Presence {
  return { all: constraintsOf(when, level, tables), none: [] };
}

/** When the capability itself is there. */
export function presenceOfCapability(definition: CapabilityDefinition, tables: Tables): Presence {
  const own = presenceOf(definition.when, topLevel(definition), tables);
  if (definition.kind !== 'header') return own;
  return both(own, { all: [{ variable: '@header', max: 127, condition: definition.id }], none: [] });
}

/** A row of an ordered list (placements, lengths): there when its condition holds and none before it does. */
export function presenceOfNth(
  list: readonly { readonly when?: When }[],
  index: number,
  level: Level,
  tables: Tables,
): Presence {
  return {
    all: constraintsOf(list[index]?.when, level, tables),
    none: list.slice(0, index).map((before) => constraintsOf(before.when, level, tables)),
  };
}

/** The numbers that a quantity can be, where the table says them. */
export interface Possible {
  readonly value: number;
  readonly presence: Presence;
}

export function numbersOf(quantity: Quantity, level: Level, tables: Tables): Possible[] | undefined {
  if (typeof quantity === 'number') return [{ value: quantity, presence: { all: [], none: [] } }];
  if (!quantity.table || quantity.add !== undefined) return undefined;
  return Object.entries(quantity.table).map(([code, value]) => ({
    value,
    presence: presenceOf({ [quantity.field]: Number(code) }, level, tables),
  }));
}

/** The largest number that a quantity can be. */
export function largest(quantity: Quantity, level: Level, tables: Tables): number {
  if (typeof quantity === 'number') return quantity;
  const { field, table, plus = 0, times = 1, power, add = 0 } = quantity;
  const more = largest(add, level, tables);
  if (table) return Math.max(...Object.values(table)) + more;
  const value = 2 ** (targetOf(field, level, tables)?.width ?? 0) - 1;
  return ((power ? 2 ** value : value) + plus) * times + more;
}

/** The offsets of placements that the table states as numbers. */
export function offsetsOf(placements: readonly Placement[], level: Level, tables: Tables): number[] {
  return placements.flatMap(({ offset }) =>
    (numbersOf(offset, level, tables) ?? []).map(({ value }) => value),
  );
}
