import type { FieldDefinition, RegisterDefinition } from '../registers/define.ts';
import type { Reading } from './view.ts';

/** A raw register as JSON has it: `0x0019`; null when it is not known. */
export function rawJson(reading: Reading, width: number): string | null {
  if (reading.state !== 'known') return null;
  return `0x${reading.value.toString(16).padStart(width / 4, '0')}`;
}

/** A register that is one value: IDs, addresses and what is wider than 32 bits are hex strings, the rest numbers. */
export function wholeJson(definition: RegisterDefinition, reading: Reading): string | number | null {
  if (reading.state !== 'known') return null;
  if (definition.style === 'id') return id4(reading.value);
  if (definition.style === 'hex' || definition.style === 'address' || definition.width > 32) {
    return rawJson(reading, definition.width);
  }
  return Number(reading.value);
}

/** One field of a register: a number, unless it is an ID or wider than 32 bits. */
export function fieldJson(definition: FieldDefinition, reading: Reading): string | number | null {
  if (reading.state !== 'known') return null;
  if (definition.style === 'id') return id4(reading.value);
  return typeof reading.value === 'bigint' ? `0x${reading.value.toString(16)}` : reading.value;
}

const id4 = (id: number | bigint): string => id.toString(16).padStart(4, '0');
