import type { FieldDefinition, RegisterDefinition, Unit } from '../registers/define.ts';
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
    if (factor === undefined) return undefined;
    const name = scale === 0 ? unit.scale.namedAtFirst?.[value] : undefined;
    if (name !== undefined) return name;
    result *= factor;
  }
  if (unit.label === 'bytes') return sizeText(result);
  if (unit.label === 'ns') return durationText(result);
  return `${Number(result.toFixed(6))} ${result === 1 ? unit.label.replace(/s$/, '') : unit.label}`;
}

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
