import { type Found, type Level, offsetsOf, registersOf, type Tables } from '../level.ts';
import { hex, pairs, type TableRule } from './rule.ts';

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
