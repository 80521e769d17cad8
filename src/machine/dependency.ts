import type { AddressKey } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Machine } from './build.ts';

/** Address of the Function that a Function Dependency Link names: one of the same device. */
export function dependencyKey(machine: Machine, fn: PciFunction, link: number): AddressKey {
  const { first, size } = machine.deviceOf(fn);
  return first + (link % size);
}

/** What a Function Dependency Link leads to. */
export type Dependency = 'itself' | 'pf' | 'absent' | 'not-a-pf';

export function dependencyOf(machine: Machine, fn: PciFunction, link: number): Dependency {
  const key = dependencyKey(machine, fn, link);
  if (key === fn.key) return 'itself';
  if (machine.pfs.has(key)) return 'pf';
  return machine.byKey.has(key) ? 'not-a-pf' : 'absent';
}
