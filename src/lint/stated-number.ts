import type { PciFunction } from '../model/function.ts';

/** The number that an attribute of sysfs states, `0x8086` or `7`; undefined where there is none, or no number. */
export function statedNumber(fn: PciFunction, attribute: string): number | undefined {
  const text = fn.attribute(attribute);
  return text !== undefined && /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : undefined;
}
