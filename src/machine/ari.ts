import { busOf, deviceOf, type RoutingId } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Bridge } from './bridge.ts';
import type { Machine } from './build.ts';
import { routingIdsOf, type SriovSettings, vfRange } from './routing.ts';

export const ariForwarding = 'pcie.device_control_2.ari_forwarding_enable';

/** A VF that a port without ARI Forwarding does not reach. */
export interface HiddenVf {
  /** Counts from 1. */
  readonly number: number;
  readonly routingId: RoutingId;
  readonly port: Bridge;
}

/** Whether a port forwards by ARI, from bytes or the input's words; undefined where neither tells. */
export function forwardsByAri(port: Bridge, pf: PciFunction): boolean | undefined {
  const answer = port.view.ask(ariForwarding);
  if (answer.source === 'bytes' || answer.source === 'stated') return Number(answer.value) === 1;
  const stated = pf.stated.ariEnabled?.value;
  if (stated !== undefined) return stated === 1;
  // A capability of version 1 has no such register.
  return answer.source === 'not-in-function' ? false : undefined;
}

/**
 * The first of `count` VFs on the link's own bus that is not device 0: without ARI Forwarding the port sends
 * Configuration Requests to device 0 alone (PCIe 6.0 §6.13).
 */
export function firstBeyondDevice0(
  pf: PciFunction,
  settings: SriovSettings,
  count: number,
): Omit<HiddenVf, 'port'> | undefined {
  const bus = busOf(pf.routingId);
  // No more than the Functions of one bus can be on it.
  const ids = routingIdsOf(vfRange(pf.routingId, settings, Math.min(count, 256)));
  const index = ids.findIndex((id) => busOf(id) === bus && deviceOf(id) !== 0);
  const routingId = ids[index];
  return routingId === undefined ? undefined : { number: index + 1, routingId };
}

/** The first VF that cannot answer because the port above has ARI Forwarding off. */
export function hiddenVf(
  machine: Machine,
  pf: PciFunction,
  settings: SriovSettings,
  count: number,
): HiddenVf | undefined {
  const port = machine.bridgeAbove(pf);
  if (!port?.hasLinkBelow || forwardsByAri(port, pf) !== false) return undefined;
  const hidden = firstBeyondDevice0(pf, settings, count);
  return hidden && { ...hidden, port };
}
