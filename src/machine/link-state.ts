import type { FunctionView } from '../decode/view.ts';
import type { PciFunction } from '../model/function.ts';
import type { Machine } from './build.ts';
import { leastOf, linkBelow } from './link.ts';

/** The link of a port or of a Device, as it runs, and what both of its ends can do. */
export interface LinkState {
  /** `8 GT/s x4` */
  readonly now: string;
  /** The most that the slower end can do; undefined where one end is not in the dump. */
  readonly best: string | undefined;
  /** Slower or narrower than both ends can. */
  readonly isSlower: boolean;
  readonly upper: PciFunction | undefined;
  /** Function 0 of the Device below. */
  readonly lower: PciFunction | undefined;
}

const rates: Readonly<Record<number, string>> = {
  1: '2.5',
  2: '5',
  3: '8',
  4: '16',
  5: '32',
  6: '64',
  7: '128',
};
const linkText = (speed: number, width: number): string => `${rates[speed] ?? '?'} GT/s x${width}`;

/** A VF has none: its link is its PF's. Undefined where there is no link, or nothing is on it. */
export function linkStateOf(machine: Machine, fn: PciFunction, view: FunctionView): LinkState | undefined {
  if (machine.claimOn(fn)) return undefined;
  const speed = view.get('pcie.link_status.current_link_speed');
  const width = view.get('pcie.link_status.negotiated_link_width');
  if (!speed || !width) return undefined;
  const bridge = machine.buses.of(fn);
  const link = bridge?.hasLinkBelow ? linkBelow(bridge, machine.byKey) : machine.linkAbove(fn);
  const bestSpeed = link && leastOf(link, 'pcie.link_capabilities.max_link_speed');
  const bestWidth = link && leastOf(link, 'pcie.link_capabilities.maximum_link_width');
  const isKnown = bestSpeed !== undefined && bestWidth !== undefined;
  return {
    now: linkText(speed, width),
    best: isKnown ? linkText(bestSpeed, bestWidth) : undefined,
    isSlower: isKnown && (speed < bestSpeed || width < bestWidth),
    upper: link?.upper.fn,
    lower: link?.lower.fn,
  };
}
