import { busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Bridge } from './bridge.ts';
import type { Machine } from './build.ts';
import { type SriovSettings, vfAt, vfRange } from './routing.ts';

/** A bridge above a PF that does not pass on the bus of a VF. */
export interface OutOfReach {
  readonly bridge: Bridge;
  /** The bus that the last VF would be on. */
  readonly bus: number;
}

/** The nearest bridge above a PF that does not pass on the bus of the last of `count` VFs; undefined when all do. */
export function bridgeInTheWay(
  machine: Machine,
  pf: PciFunction,
  settings: SriovSettings,
  count: number,
): OutOfReach | undefined {
  const range = vfRange(pf.routingId, settings, count);
  if (range.count === 0) return undefined;
  const bus = busOf(vfAt(range, range.count));
  for (const bridge of machine.pathUp(pf)) {
    // A PF that a covering bridge does not pass on either is the business of the rules on bus numbers.
    if (bridge.subordinate >= 0 && bus > bridge.subordinate) return { bridge, bus };
  }
  return undefined;
}

/** How many of a PF's first `count` VFs are on buses that every bridge above it passes on. */
export function vfsInReach(
  machine: Machine,
  pf: PciFunction,
  settings: SriovSettings,
  count: number,
): number {
  const range = vfRange(pf.routingId, settings, count);
  let last = 0xff;
  for (const { subordinate } of machine.pathUp(pf)) if (subordinate >= 0) last = Math.min(last, subordinate);
  if (range.count === 0 || busOf(range.first) > last) return 0;
  if (range.stride === 0) return 1;
  const room = Math.floor((((last << 8) | 0xff) - range.first) / range.stride) + 1;
  return Math.min(range.count, room);
}
