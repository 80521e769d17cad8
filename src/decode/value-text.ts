import type { FieldDefinition, Members, RegisterDefinition, Unit } from '../registers/define.ts';
import type { FunctionView, Site } from './view.ts';

type Row = FieldDefinition | RegisterDefinition;

/** A value as people read it: its name, its quantity with a unit, or a number. */
export function valueText(
  row: Row,
  value: number | bigint,
  context?: { readonly view: FunctionView; readonly site: Site },
): string {
  const width = row.width;
  const n = typeof value === 'bigint' ? undefined : value;
  if (row.values && n !== undefined) {
    const name = row.values[n] ?? row.values.rest;
    if (name !== undefined) return `${plainNumber(row, value, width)} (${name})`;
  }
  if (row.members !== undefined)
    return `${plainNumber(row, value, width)} (${membersText(row.members, value)})`;
  if (row.style === 'address' && n !== undefined) {
    return `${(n * (row.unit?.times ?? 1)).toString(16).toUpperCase().padStart(8, '0')}h`;
  }
  if (row.unit && n !== undefined) {
    const text = quantityText(row.unit, n, context);
    if (text !== undefined) return text;
  }
  return plainNumber(row, value, width);
}

function plainNumber(row: Row, value: number | bigint, width: number): string {
  const digits = Math.ceil(width / 4);
  if (row.style === 'id') return value.toString(16).padStart(4, '0');
  if (row.style === 'hex' || row.style === 'address' || width > 32) {
    return `${value.toString(16).toUpperCase().padStart(digits, '0')}h`;
  }
  if (row.style === 'routing-id') {
    const id = Number(value);
    const hex = (part: number): string => part.toString(16).padStart(2, '0');
    return `${hex(id >> 8)}:${hex((id >> 3) & 0x1f)}.${id & 7}`;
  }
  return value.toString();
}

function quantityText(
  unit: Unit,
  value: number,
  context: { readonly view: FunctionView; readonly site: Site } | undefined,
): string | undefined {
  const special = unit.special?.[value];
  if (special !== undefined) return special;
  let result = ((unit.power ? 2 ** value : value) + (unit.plus ?? 0)) * (unit.times ?? 1);
  if (unit.scale) {
    const scale = context ? context.view.quantity({ field: unit.scale.field }, context.site) : undefined;
    const factor = scale === undefined ? undefined : unit.scale.factors[scale];
    if (factor === undefined || factor === null) return undefined;
    const name = scale === 0 ? unit.scale.namedAtFirst?.[value] : undefined;
    if (name !== undefined) return name;
    result *= factor;
  }
  if (unit.label === 'bytes') return sizeText(result);
  if (unit.label === 'ns') return durationText(result);
  return `${Number(result.toFixed(6))} ${result === 1 ? singular(unit.label) : unit.label}`;
}

/** `lanes 0 to 3, 7`, `D0, D3hot`, `4 KiB to 1 MiB`; `none` of an empty set. */
function membersText(members: Members, value: number | bigint): string {
  const runs: { first: number; last: number }[] = [];
  for (let bit = 0, rest = BigInt(value); rest > 0n; bit++, rest >>= 1n) {
    if ((rest & 1n) === 0n) continue;
    const run = runs.at(-1);
    if (run?.last === bit - 1) run.last = bit;
    else runs.push({ first: bit, last: bit });
  }
  if (runs.length === 0) return 'none';
  if (typeof members !== 'string' && !('sizesFrom' in members)) {
    const names: string[] = [];
    for (const { first, last } of runs)
      for (let bit = first; bit <= last; bit++) names.push(members[bit] ?? `bit ${bit}`);
    return names.join(', ');
  }
  const nameOf = (bit: number): string =>
    typeof members === 'string' ? String(bit) : sizeText(2 ** (members.sizesFrom + bit));
  const text = runs
    .map(({ first, last }) => {
      if (first === last) return nameOf(first);
      return `${nameOf(first)}${last - first === 1 ? ', ' : ' to '}${nameOf(last)}`;
    })
    .join(', ');
  if (typeof members !== 'string') return text;
  const one = runs.length === 1 && runs[0]?.first === runs[0]?.last;
  return `${one ? singular(members) : members} ${text}`;
}

/** `lanes` to `lane`, `prefixes` to `prefix`, `entries` to `entry`; `us` and `%` stay as they are. */
const singular = (plural: string): string =>
  plural.length < 3
    ? plural
    : plural.replace(
        /(?:(x|ss)es|ies|s)$/,
        (end, stem: string | undefined) => stem ?? (end === 'ies' ? 'y' : ''),
      );

/** `128 bytes`, `4 KiB`, `2 MiB` */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
  let n = 0;
  let size = bytes;
  while (size >= 1024 && Number.isInteger(size / 1024) && n < units.length - 1) {
    size /= 1024;
    n++;
  }
  return `${size} ${units[n]}`;
}

function durationText(ns: number): string {
  const units = ['ns', 'us', 'ms', 's'];
  let n = 0;
  let time = ns;
  while (time >= 1000 && n < units.length - 1) {
    time /= 1000;
    n++;
  }
  return `${Number(time.toFixed(3))} ${units[n]}`;
}
