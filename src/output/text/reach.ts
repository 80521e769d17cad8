import type { Machine } from '../../machine/build.ts';
import type { PhysicalFunction } from '../../machine/physical-function.ts';
import { bridgeInTheWay, vfsInReach } from '../../machine/reach.ts';

/** Which VFs of a PF are on buses that a bridge above it does not pass on; undefined when all can be reached. */
export function reachText(machine: Machine, { fn, settings }: PhysicalFunction): string | undefined {
  if (!settings) return undefined;
  const { enabled, numVfs, totalVfs } = settings;
  const count = (enabled ? numVfs : totalVfs) ?? 0;
  const obstacle = bridgeInTheWay(machine, fn, settings, count);
  if (!obstacle) return undefined;
  const { bridge, bus } = obstacle;
  const reached = vfsInReach(machine, fn, settings, count);
  const which = reached + 1 === count ? `VF ${count}` : `VF ${reached + 1} to VF ${count}`;
  const passed =
    bridge.secondary === bridge.subordinate
      ? `bus ${hex(bridge.secondary)}`
      : `buses ${hex(bridge.secondary)} to ${hex(bridge.subordinate)}`;
  const outside = `past what ${bridge.fn.address} passes on (${passed}): VF ${count} ${enabled ? 'is' : 'would be'} on bus ${hex(bus)}`;
  return `${which} ${enabled ? (reached + 1 === count ? 'is' : 'are') : 'would be'} ${outside}`;
}

const hex = (bus: number): string => bus.toString(16).padStart(2, '0');
