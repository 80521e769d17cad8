import type { PciFunction } from '../model/function.ts';
import type { Machine } from './build.ts';

/**
 * Whether the input lists all links that the kernel has for a Function, so that one that is not there does not exist. Each
 * has `subsystem`: where that is missing, as in what grep prints of sysfs, the links were not looked at. umockdev
 * states the subsystem as a property.
 */
export const linksAreListed = ({ snapshot }: Machine, fn: PciFunction): boolean =>
  fn.link('subsystem') !== undefined && snapshot.inputFormat !== 'umockdev';
