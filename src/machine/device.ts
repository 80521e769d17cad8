import { FunctionView } from '../decode/view.ts';
import { type AddressKey, addressKey, busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Buses } from './buses.ts';
import { isLinkedEndpoint, portKindOf } from './port.ts';

/** The addresses of one Device: Functions that are one component to the link or the root bus they are on. */
export interface DeviceRange {
  /** Where its Function 0 is. */
  readonly first: AddressKey;
  /** 256 Functions with the bus for itself, 8 otherwise. */
  readonly size: 8 | 256;
}

/**
 * The Device that a Function is of. Right below a port whose link is below, all of the bus is one Device: Functions
 * past 7 are ARI's (PCIe 6.0 §6.13). On a root bus, inside a switch or on conventional PCI, a Device has 8 Functions;
 * where the port is not in the dump, an ARI capability tells.
 */
export function deviceRange(fn: PciFunction, buses: Buses): DeviceRange {
  const whole = hasBusForItself(fn, buses);
  const mask = whole ? 0xff00 : 0xfff8;
  return { first: addressKey(fn.domain, fn.routingId & mask), size: whole ? 256 : 8 };
}

function hasBusForItself(fn: PciFunction, buses: Buses): boolean {
  const bridge = buses.over(fn.domain, busOf(fn.routingId));
  if (bridge) {
    if (bridge.kind !== undefined) return bridge.hasLinkBelow;
    // The dump ends before the port's capabilities, or it is a conventional bridge: what is below tells.
    if (bridge.view.walk.standard === 'complete' || bridge.view.walk.standard === 'none') return false;
    return true;
  }
  const view = new FunctionView(fn);
  return isLinkedEndpoint(portKindOf(view)) && view.capability('ari') !== undefined;
}
