import { registersOf } from '../level.ts';
import { coexist, pairs, type TableRule } from './rule.ts';

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
