import type { FieldDefinition, RegisterDefinition } from '../registers/define.ts';
import type { Reading } from './view.ts';

/** A raw register as JSON has it: `0x0019`; null when it is not known. */
export function rawJson(reading: Reading, width: number): string | null {
  if (reading.state !== 'known') return null;
  return hexJson(reading.value, width);
}

/** A register that is one value: IDs, addresses and what is wider than 32 bits are hex strings, the rest numbers. */
export function wholeJson(definition: RegisterDefinition, reading: Reading): string | number | null {
  return reading.state === 'known' ? valueJson(definition, reading.value) : null;
}

/** One field of a register: a number, unless it is an ID or wider than 32 bits. */
export function fieldJson(definition: FieldDefinition, reading: Reading): string | number | null {
  return reading.state === 'known' ? valueJson(definition, reading.value) : null;
}

/** A value as JSON has it, of a field or of a register that is one value. */
export function valueJson(
  row: FieldDefinition | RegisterDefinition,
  value: number | bigint,
): string | number {
  const { kind, style, width } = row;
  if (style === 'id') return id4(value);
  if (kind === 'field') return typeof value === 'bigint' ? `0x${value.toString(16)}` : value;
  const isRaw = style === 'hex' || style === 'address' || width > 32;
  return isRaw ? hexJson(value, width) : Number(value);
}

const hexJson = (value: number | bigint, width: number): string =>
  `0x${value.toString(16).padStart(width / 4, '0')}`;
const id4 = (id: number | bigint): string => id.toString(16).padStart(4, '0');
