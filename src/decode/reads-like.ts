import type { PciFunction } from '../model/function.ts';
import type { EffectiveIds, FunctionView } from './view.ts';

/**
 * Whether the bytes of a Function read like those of another: they are the same, no attributes change how they read, and
 * neither do IDs, by which vendor-specific capabilities are told apart.
 */
export const readsLike = (fn: PciFunction, ids: EffectiveIds | undefined, other: FunctionView): boolean =>
  !fn.surroundings.attributes &&
  !other.fn.surroundings.attributes &&
  fn.config.equals(other.config) &&
  fn.stated.vendorId?.value === other.fn.stated.vendorId?.value &&
  fn.stated.deviceId?.value === other.fn.stated.deviceId?.value &&
  ids?.vendor === other.ids?.vendor &&
  ids?.device === other.ids?.device;

/** Whether no words beside the bytes are about a register or a BAR. */
export const statesNoRegisters = ({ surroundings }: PciFunction): boolean =>
  !surroundings.stated || (surroundings.statesRegions === false && surroundings.statesFields === false);
