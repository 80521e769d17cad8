import { entriesOf, levelsOf, registersOf } from '../level.ts';
import { coexist, hex, pairs, type TableRule } from './rule.ts';

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
