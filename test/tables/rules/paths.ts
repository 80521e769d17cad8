import type { Quantity, When } from '../../../src/registers/define.ts';
import {
  entriesOf,
  fullTarget,
  inside,
  type Level,
  presenceOf,
  presenceOfCapability,
  presenceOfNth,
  registersOf,
  type Tables,
  targetOf,
  topLevel,
  valuesIn,
} from '../level.ts';
import { always, both, type Presence, possible, valuesOf } from '../presence.ts';
import { lengthsOf, optionsOf, type TableRule, unique } from './rule.ts';

export const conditionsExist: TableRule = (definition, tables) => {
  const level = topLevel(definition);
  const lengths = lengthsOf(definition);
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
  const lengths = lengthsOf(definition);
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
    all.flatMap(([path, { vf }]) => [
      ...(vf?.value !== undefined && !fullTarget(vf.value, tables)
        ? [`${path}: in a VF "${vf.value}" governs, which does not exist`]
        : []),
      ...(vf?.inUse ?? []).flatMap(({ when }) =>
        Object.keys(when).flatMap((key) =>
          fullTarget(key, tables) ? [] : [`${path}: is in use by "${key}", which does not exist`],
        ),
      ),
      ...Object.keys({ ...vf?.having, ...vf?.means?.when }).flatMap((key) =>
        fullTarget(key, tables) ? [] : [`${path}: in a VF looks at "${key}", which does not exist`],
      ),
    ]),
  );
};
