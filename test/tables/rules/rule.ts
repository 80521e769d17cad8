import type { CapabilityDefinition, FieldOptions, Quantity, When } from '../../../src/registers/define.ts';
import { type Found, type Level, presenceOf, presenceOfCapability, type Tables } from '../level.ts';
import { both, possible } from '../presence.ts';

/** What is wrong in one definition, each problem a sentence that begins with a path. */
export type TableRule = (definition: CapabilityDefinition, tables: Tables) => string[];

export const hex = (n: number | bigint): string => `0x${n.toString(16)}`;

export function optionsOf({ path, entry }: Pick<Found, 'path' | 'entry'>): [string, FieldOptions][] {
  if (entry.kind !== 'register') return [];
  if (!entry.fields) return [[path, entry]];
  return Object.entries(entry.fields).map(([name, field]) => [`${path}.${name}`, field]);
}

/** Whether all of these conditions can hold at once. */
export function coexist(level: Level, tables: Tables, ...whens: (When | undefined)[]): boolean {
  const capability = presenceOfCapability(level.definition, tables);
  return possible(whens.reduce((all, when) => both(all, presenceOf(when, level, tables)), capability));
}

export function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, n) => list.slice(n + 1).map((b): [T, T] => [a, b]));
}

export const unique = (list: readonly string[]): string[] => [...new Set(list)];

/** The lengths of a definition as a list. */
export function lengthsOf({ length }: CapabilityDefinition): readonly { when?: When; length: Quantity }[] {
  return Array.isArray(length) ? length : [{ length: length as Quantity }];
}
