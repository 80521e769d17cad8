import type {
  CapabilityDefinition,
  Entry,
  FieldOptions,
  Quantity,
  When,
} from '../../src/registers/define.ts';
import {
  entriesOf,
  type Found,
  fullTarget,
  inside,
  type Level,
  largest,
  levelsOf,
  numbersOf,
  offsetsOf,
  presenceOf,
  presenceOfCapability,
  presenceOfNth,
  registersOf,
  type Tables,
  type Target,
  targetOf,
  topLevel,
  valuesIn,
} from './level.ts';
import { always, both, type Presence, possible, valuesOf } from './presence.ts';

/** What is wrong in one definition, each problem a sentence that begins with a path. */
export type TableRule = (definition: CapabilityDefinition, tables: Tables) => string[];

const hex = (n: number | bigint): string => `0x${n.toString(16)}`;

// --- Bits -------------------------------------------------------------------------------------------------

export const widthsAreWhole: TableRule = (definition) =>
  registersOf(definition).flatMap(({ path, entry }) =>
    [8, 16, 24, 32, 64].includes(entry.width) ? [] : [`${path}: ${entry.width} bits is no register width`],
  );

export const fieldsFit: TableRule = (definition) =>
  registersOf(definition).flatMap(({ path, entry }) =>
    Object.entries(entry.fields ?? {}).flatMap(([name, { low, width }]) =>
      low >= 0 && width >= 1 && low + width <= entry.width
        ? []
        : [`${path}.${name}: bits ${low + width - 1}:${low} do not fit in ${entry.width} bits`],
    ),
  );

export const registersHaveFields: TableRule = (definition) =>
  registersOf(definition).flatMap(({ path, entry }) =>
    entry.fields && Object.keys(entry.fields).length === 0 ? [`${path}: has no fields`] : [],
  );

export const fieldsShareNoBits: TableRule = (definition, tables) =>
  registersOf(definition).flatMap(({ path, entry, level }) =>
    pairs(Object.entries(entry.fields ?? {})).flatMap(([[nameA, a], [nameB, b]]) => {
      const low = Math.max(a.low, b.low);
      if (low >= Math.min(a.low + a.width, b.low + b.width)) return [];
      if (!coexist(level, tables, entry.when, a.when, b.when)) return [];
      return [`${path}: ${nameA} and ${nameB} both have bit ${low}`];
    }),
  );

// --- Bytes ------------------------------------------------------------------------------------------------

/** The bytes that an entry takes in some layout, counted from the start of its level. */
interface Occupant {
  readonly path: string;
  readonly presence: Presence;
  readonly ranges: readonly (readonly [number, number])[];
  /** Whether the dump decides how many bytes there are. */
  readonly open: boolean;
}

export const registersShareNoBytes: TableRule = (definition, tables) => {
  const capability = presenceOfCapability(definition, tables);
  return levelsOf(definition).flatMap((level) => {
    const groups = Object.entries(level.entries).map(([name, entry]) =>
      occupantsOf(name, entry, level, tables),
    );
    return pairs(groups).flatMap(([left, right]) => {
      for (const a of left) {
        for (const b of right) {
          const byte = firstCommon(a.ranges, b.ranges);
          if (byte === undefined || !possible(both(capability, both(a.presence, b.presence)))) continue;
          return [`${a.path} and ${b.path} both have byte ${hex(byte)}`];
        }
      }
      return [];
    });
  });
};

export const registersFitInLength: TableRule = (definition, tables) => {
  const level = topLevel(definition);
  const capability = presenceOfCapability(definition, tables);
  const lengths = isList(definition.length) ? definition.length : [{ length: definition.length }];
  const problems = new Set<string>();
  for (const [name, entry] of Object.entries(level.entries)) {
    for (const { path, presence, ranges, open } of occupantsOf(name, entry, level, tables)) {
      if (open) continue;
      const end = Math.max(...ranges.map((range) => range[1]));
      for (const [nth, { length }] of lengths.entries()) {
        const row = presenceOfNth(lengths, nth, level, tables);
        if (typeof length !== 'number' || end <= length) continue;
        if (!possible(both(both(capability, presence), row))) continue;
        problems.add(`${path}: ends at ${hex(end)}, but the capability's length is ${hex(length)}`);
      }
    }
  }
  return [...problems];
};

export const elementsFitInStride: TableRule = (definition, tables) =>
  entriesOf(definition).flatMap(({ path, name, entry, level }) => {
    if (entry.kind !== 'repeat' || typeof entry.stride !== 'number') return [];
    const { stride } = entry;
    const body = inside(level, name, entry);
    return Object.entries(body.entries).flatMap(([inner, part]) =>
      occupantsOf(inner, part, body, tables)
        .filter(({ open, ranges }) => !open && ranges.some((range) => range[1] > stride))
        .map((part) => `${path}: ${part.path} does not fit in the stride of ${stride} bytes`),
    );
  });

function occupantsOf(name: string, entry: Entry, level: Level, tables: Tables): Occupant[] {
  return entry.placements.flatMap((placement, nth) =>
    (numbersOf(placement.offset, level, tables) ?? []).flatMap((offset) => {
      const presence = both(
        both(presenceOf(entry.when, level, tables), presenceOfNth(entry.placements, nth, level, tables)),
        offset.presence,
      );
      return bytesOf(name, entry, level, tables).map((part) => ({
        ...part,
        presence: both(presence, part.presence),
        ranges: part.ranges.map(([start, end]) => [start + offset.value, end + offset.value] as const),
      }));
    }),
  );
}

/** As `occupantsOf`, counted from the start of the entry. */
function bytesOf(name: string, entry: Entry, level: Level, tables: Tables): Occupant[] {
  const path = level.prefix + name;
  if (entry.kind === 'register') {
    return [{ path: trim(path), presence: always, ranges: [[0, entry.width / 8]], open: false }];
  }
  if (entry.kind === 'bytes') {
    const end = Math.min(largest(entry.length, level, tables), 4096);
    return [{ path, presence: always, ranges: [[0, end]], open: typeof entry.length !== 'number' }];
  }
  const { stride } = entry;
  const count = typeof stride === 'number' ? largest(entry.count, level, tables) : 1;
  const elements = Array.from({ length: Math.min(count, 1024) }, (_, n) => n);
  const body = inside(level, name, entry);
  return Object.entries(body.entries).flatMap(([inner, part]) =>
    occupantsOf(inner, part, body, tables).map((occupant) => ({
      ...occupant,
      open: occupant.open || typeof entry.count !== 'number' || typeof stride !== 'number',
      ranges: elements.flatMap((n) =>
        occupant.ranges.map(([start, end]) => {
          const base = typeof stride === 'number' ? n * stride : 0;
          return [start + base, end + base] as const;
        }),
      ),
    })),
  );
}

const trim = (path: string): string => path.replace(/\.$/, '');

function firstCommon(a: Occupant['ranges'], b: Occupant['ranges']): number | undefined {
  for (const [startA, endA] of a) {
    for (const [startB, endB] of b) {
      const start = Math.max(startA, startB);
      if (start < Math.min(endA, endB)) return start;
    }
  }
  return undefined;
}

// --- Names ------------------------------------------------------------------------------------------------

const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

export const namesAreSnakeCase: TableRule = (definition) => {
  const names = [
    { path: definition.name, name: definition.name },
    ...entriesOf(definition).filter(({ name }) => name !== ''),
    ...registersOf(definition).flatMap(({ path, entry }) =>
      Object.keys(entry.fields ?? {}).map((name) => ({ path: `${path}.${name}`, name })),
    ),
  ];
  return names.flatMap(({ path, name }) =>
    snakeCase.test(name) ? [] : [`${path}: "${name}" is not snake_case`],
  );
};

const folders = { header: 'header', standard: 'capabilities', extended: 'extended', dvsec: 'dvsec' };

export const fileHasPathName: TableRule = (definition, { fileOf }) => {
  const file = fileOf?.get(definition);
  if (fileOf && file === undefined) return [`${definition.name}: no file has it as its default export`];
  if (file === undefined) return [];
  const base = definition.kind === 'header' ? `type${definition.id}` : definition.name.replaceAll('_', '-');
  const expected = `${folders[definition.kind]}/${base}.ts`;
  return file === expected ? [] : [`${definition.name}: is in ${file}, but belongs in ${expected}`];
};

export const titlesAreUnique: TableRule = (definition, tables) => {
  const inRegisters = registersOf(definition).flatMap(({ path, entry, level }) =>
    pairs(Object.entries(entry.fields ?? {})).flatMap(([[nameA, a], [nameB, b]]) =>
      a.title === b.title && coexist(level, tables, entry.when, a.when, b.when)
        ? [`${path}: ${nameA} and ${nameB} have the same title "${a.title}"`]
        : [],
    ),
  );
  const ofRegisters = levelsOf(definition).flatMap((level) =>
    pairs(Object.entries(level.entries)).flatMap(([[nameA, a], [nameB, b]]) =>
      a.title === b.title && coexist(level, tables, a.when, b.when)
        ? [`${level.prefix}${nameA} and ${level.prefix}${nameB} have the same title "${a.title}"`]
        : [],
    ),
  );
  return [...inRegisters, ...ofRegisters];
};

export const nameIsUnique: TableRule = (definition, { all }) => {
  const { kind, name } = definition;
  const taken = all.some(
    (other) => other !== definition && other.name === name && !(kind === 'header' && other.kind === 'header'),
  );
  return taken ? [`${name}: another definition has the same name`] : [];
};

export const variantsHaveConditions: TableRule = (definition, { all }) => {
  const { kind, id, when, name } = definition;
  if (when) return [];
  const same = all.filter(
    (other) => other !== definition && other.kind === kind && other.id === id && !other.when,
  );
  return same.map(
    (other) => `${name}: ${other.name} has the same ID ${hex(id)}, and neither has a condition`,
  );
};

// --- Paths ------------------------------------------------------------------------------------------------

export const conditionsExist: TableRule = (definition, tables) => {
  const level = topLevel(definition);
  const lengths = isList(definition.length) ? definition.length : [];
  return [
    ...missingIn(definition.when, level, tables, definition.name),
    ...lengths.flatMap(({ when }) => missingIn(when, level, tables, `${definition.name} (length)`)),
    ...entriesOf(definition).flatMap(({ path, entry, level: home }) => [
      ...missingIn(entry.when, home, tables, path),
      ...entry.placements.flatMap(({ when }) => missingIn(when, home, tables, path)),
      ...(entry.kind === 'register'
        ? Object.entries(entry.fields ?? {}).flatMap(([name, field]) =>
            missingIn(field.when, home, tables, `${path}.${name}`),
          )
        : []),
    ]),
  ];
};

function missingIn(when: When | undefined, level: Level, tables: Tables, path: string): string[] {
  return Object.entries(when ?? {}).flatMap(([key, condition]) => {
    const target = targetOf(key, level, tables);
    if (!target) return [`${path}: the condition looks at "${key}", which does not exist`];
    const max = 2 ** target.width - 1;
    const over = valuesOf(condition).find((value) => value > max || value < 0);
    return over === undefined ? [] : [`${path}: "${key}" has ${target.width} bits and is never ${over}`];
  });
}

export const conditionsCanHold: TableRule = (definition, tables) => {
  const capability = presenceOfCapability(definition, tables);
  const unless = (presence: Presence, path: string): string[] =>
    possible(both(capability, presence)) ? [] : [`${path}: its conditions never hold together`];
  return [
    ...unless(always, definition.name),
    ...entriesOf(definition).flatMap(({ path, entry, level }) => [
      ...entry.placements.flatMap((_, nth) =>
        unless(
          both(presenceOf(entry.when, level, tables), presenceOfNth(entry.placements, nth, level, tables)),
          entry.placements.length > 1 ? `${path} (placement ${nth})` : path,
        ),
      ),
      ...(entry.kind === 'register'
        ? Object.entries(entry.fields ?? {}).flatMap(([name, field]) =>
            field.when
              ? unless(
                  both(presenceOf(entry.when, level, tables), presenceOf(field.when, level, tables)),
                  `${path}.${name}`,
                )
              : [],
          )
        : []),
    ]),
  ];
};

export const quantitiesExist: TableRule = (definition, tables) => {
  const level = topLevel(definition);
  const lengths = isList(definition.length) ? definition.length : [{ length: definition.length }];
  return [
    ...lengths.flatMap(({ length }) => missingFields(length, level, tables, `${definition.name} (length)`)),
    ...entriesOf(definition).flatMap(({ path, name, entry, level: home }) =>
      [
        ...entry.placements.map(({ offset }) => ({ quantity: offset, from: home })),
        ...(entry.kind === 'bytes' ? [{ quantity: entry.length, from: home }] : []),
        ...(entry.kind === 'repeat'
          ? [
              { quantity: entry.count, from: home },
              { quantity: entry.stride, from: inside(home, name, entry) },
            ]
          : []),
      ].flatMap(({ quantity, from }) => missingFields(quantity, from, tables, path)),
    ),
  ];
};

function missingFields(quantity: Quantity, level: Level, tables: Tables, path: string): string[] {
  if (typeof quantity === 'number') return [];
  return [
    ...(targetOf(quantity.field, level, tables)
      ? []
      : [`${path}: a quantity reads "${quantity.field}", which does not exist`]),
    ...missingFields(quantity.add ?? 0, level, tables, path),
  ];
}

export const scalesExist: TableRule = (definition, tables) =>
  registersOf(definition).flatMap(({ path, entry, level }) =>
    optionsOf({ path, entry }).flatMap(([of, { unit }]) => {
      if (!unit?.scale) return [];
      const { field, factors } = unit.scale;
      const target = targetOf(field, level, tables);
      if (!target) return [`${of}: is scaled by "${field}", which does not exist`];
      const codes = 2 ** target.width;
      return factors.length <= codes
        ? []
        : [`${of}: ${factors.length} factors, but ${field} has ${codes} codes`];
    }),
  );

export const governingValuesExist: TableRule = (definition, tables) => {
  const all = [
    [definition.name, definition] as const,
    ...entriesOf(definition).map(({ path, entry }) => [path, entry] as const),
    ...valuesIn(definition).map((value) => [value.path, value] as const),
  ];
  return unique(
    all.flatMap(([path, { vf }]) =>
      vf?.value !== undefined && !fullTarget(vf.value, tables)
        ? [`${path}: in a VF "${vf.value}" governs, which does not exist`]
        : [],
    ),
  );
};

// --- Values -----------------------------------------------------------------------------------------------

export const valuesNameEveryCode: TableRule = (definition) =>
  valuesIn(definition).flatMap(({ path, width, values }) => {
    if (!values) return [];
    const codes = Object.keys(values).filter((key) => key !== 'rest');
    const over = codes.filter((code) => !(Number(code) >= 0 && Number(code) < 2 ** width));
    const problems = over.map((code) => `${path}: code ${code} does not fit in ${width} bits`);
    if (values.rest !== undefined) return problems;
    if (width > 10) return [...problems, `${path}: ${width} bits of codes need a name for the rest`];
    const missing = Array.from({ length: 2 ** width }, (_, code) => code).filter((code) => !(code in values));
    return missing.length === 0
      ? problems
      : [...problems, `${path}: no name for code ${missing.join(', ')}, and none for the rest`];
  });

export const numbersFit: TableRule = (definition) =>
  valuesIn(definition).flatMap(({ path, width, reset, unit }) => {
    const fits = (value: number): boolean =>
      Number.isInteger(value) && value >= 0 && BigInt(value) < 1n << BigInt(width);
    const special = Object.keys(unit?.special ?? {}).filter((code) => !fits(Number(code)));
    return [
      ...(reset === undefined || fits(reset)
        ? []
        : [`${path}: reset ${reset} does not fit in ${width} bits`]),
      ...special.map((code) => `${path}: special code ${code} does not fit in ${width} bits`),
    ];
  });

// --- Other names ------------------------------------------------------------------------------------------

export const linuxMacrosAgree: TableRule = (definition, tables) => {
  const { macros } = tables;
  if (!macros) return [];
  return registersOf(definition).flatMap(({ path, entry, level }) => {
    const fields = Object.entries(entry.fields ?? {}).flatMap(([name, { low, width, linux }]) => {
      if (linux === undefined) return [];
      const value = macros.get(linux);
      if (value === undefined) return [`${path}.${name}: ${linux} is in no header`];
      const inRegister = value < 0n ? BigInt.asUintN(entry.width, value) : value;
      const mask = ((1n << BigInt(width)) - 1n) << BigInt(low);
      return inRegister === mask
        ? []
        : [`${path}.${name}: its mask is ${hex(mask)}, but ${linux} is ${hex(inRegister)}`];
    });
    return [...offsetProblems({ path, entry, level }, tables, macros), ...fields];
  });
};

function offsetProblems(
  { path, entry, level }: Pick<Found, 'path' | 'entry' | 'level'>,
  tables: Tables,
  macros: ReadonlyMap<string, bigint>,
): string[] {
  if (entry.kind !== 'register' || entry.linux === undefined) return [];
  const value = macros.get(entry.linux);
  if (value === undefined) return [`${path}: ${entry.linux} is in no header`];
  // The kernel counts a register of a table from its element or from the start of the capability.
  let offsets = offsetsOf(entry.placements, level, tables);
  const allowed = new Set(offsets);
  for (let at: Level | undefined = level; at?.repeat && at.outer; at = at.outer) {
    const outer = offsetsOf(at.repeat.placements, at.outer, tables);
    offsets = outer.flatMap((base) => offsets.map((offset) => base + offset));
    for (const offset of offsets) allowed.add(offset);
  }
  if (allowed.size === 0 || allowed.has(Number(value))) return [];
  const are = [...allowed].map(hex).join(' or ');
  return [`${path}: its offset is ${are}, but ${entry.linux} is ${hex(value)}`];
}

export const linuxIdAgrees: TableRule = (definition, { macros }) => {
  const linux = definition.aliases?.linux;
  if (linux === undefined || !macros) return [];
  const value = macros.get(linux);
  if (value === undefined) return [`${definition.name}: ${linux} is in no header`];
  return value === BigInt(definition.id)
    ? []
    : [`${definition.name}: its ID is ${hex(definition.id)}, but ${linux} is ${hex(value)}`];
};

export const setpciNamesAreUnique: TableRule = (definition, { all }) => {
  const { kind, id, name, aliases } = definition;
  const list = kind === 'standard' ? 'standard' : 'extended';
  const setpci = aliases?.setpci;
  const clash = all.find(
    (other) =>
      setpci !== undefined &&
      other.aliases?.setpci === setpci &&
      (other.id !== id || (other.kind === 'standard' ? 'standard' : 'extended') !== list),
  );
  const prefix = list === 'standard' ? 'CAP_' : 'ECAP_';
  const registers = registersOf(definition).filter(({ entry }) => entry.setpci !== undefined);
  return [
    ...(clash ? [`${name}: ${setpci} also names ${clash.name}`] : []),
    ...(setpci !== undefined && !setpci.startsWith(prefix)
      ? [`${name}: ${setpci} does not begin with ${prefix}`]
      : []),
    ...pairs(registers).flatMap(([a, b]) =>
      a.entry.setpci === b.entry.setpci ? [`${a.path} and ${b.path} are both ${a.entry.setpci}`] : [],
    ),
  ];
};

// --- Sources and completeness -----------------------------------------------------------------------------

/** `PCIe 6.0 §9.3.3`, `CXL 3.1 §8.1.3`, `PCI-X 2.0`: a specification, its edition, and a section where known. */
const edition = /^[A-Z][^§]*? r?\d+(\.\d+)*[a-z]?\b/;

export const specsHaveEditions: TableRule = (definition) => {
  const rows = [
    [definition.name, definition.spec] as const,
    ...entriesOf(definition).map(({ path, entry }) => [path, entry.spec] as const),
    ...valuesIn(definition).map(({ path, spec }) => [path, spec] as const),
  ];
  return unique(
    rows.flatMap(([path, spec]) => {
      if (spec === undefined || edition.test(spec)) return [];
      if (spec === '' && path === definition.name && definition.nameOnly) return [];
      return [`${path}: "${spec}" names no edition of a specification`];
    }),
  );
};

const headerNames = [
  'capability_id',
  'next_capability',
  'capability_header',
  'dvsec_header_1',
  'dvsec_header_2',
];

export const nameOnlyHasReason: TableRule = ({ name, nameOnly, registers, kind }) => {
  const own = Object.keys(registers).filter((key) => !headerNames.includes(key));
  if (nameOnly === undefined) {
    const shared = kind === 'extended' && 'dvsec_header_1' in registers;
    return own.length > 0 || shared ? [] : [`${name}: has no registers and does not say why`];
  }
  if (nameOnly.trim() === '') return [`${name}: does not say why only the name is known`];
  return own.length === 0 ? [] : [`${name}: is said to be known by name only, but has ${own.join(', ')}`];
};

// --- Small things -----------------------------------------------------------------------------------------

function optionsOf({ path, entry }: Pick<Found, 'path' | 'entry'>): [string, FieldOptions][] {
  if (entry.kind !== 'register') return [];
  if (!entry.fields) return [[path, entry]];
  return Object.entries(entry.fields).map(([name, field]) => [`${path}.${name}`, field]);
}

/** Whether all of these conditions can hold at once. */
function coexist(level: Level, tables: Tables, ...whens: (When | undefined)[]): boolean {
  const capability = presenceOfCapability(level.definition, tables);
  return possible(whens.reduce((all, when) => both(all, presenceOf(when, level, tables)), capability));
}

function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, n) => list.slice(n + 1).map((b): [T, T] => [a, b]));
}

const unique = (list: readonly string[]): string[] => [...new Set(list)];

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

/** Every rule by its name. */
export const rules: Readonly<Record<string, TableRule>> = {
  widthsAreWhole,
  fieldsFit,
  registersHaveFields,
  fieldsShareNoBits,
  registersShareNoBytes,
  registersFitInLength,
  elementsFitInStride,
  namesAreSnakeCase,
  fileHasPathName,
  titlesAreUnique,
  nameIsUnique,
  variantsHaveConditions,
  conditionsExist,
  conditionsCanHold,
  quantitiesExist,
  scalesExist,
  governingValuesExist,
  valuesNameEveryCode,
  numbersFit,
  linuxMacrosAgree,
  linuxIdAgrees,
  setpciNamesAreUnique,
  specsHaveEditions,
  nameOnlyHasReason,
};

/** What is wrong in one definition: the rule's name before each problem. */
export function problemsOf(definition: CapabilityDefinition, tables: Tables): string[] {
  return Object.entries(rules).flatMap(([name, rule]) =>
    rule(definition, tables).map((problem) => `${problem} [${name}]`),
  );
}

export type { Tables, Target };
