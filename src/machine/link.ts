import { FunctionView } from '../decode/view.ts';
import { type AddressKey, addressKey } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { FieldPath } from '../registers/index.ts';
import type { Bridge } from './bridge.ts';
import { hasLinkAbove, portKindOf } from './port.ts';

/** A link with both ends: the port, and Function 0 of the Device below it. */
export interface Link {
  readonly upper: Bridge;
  readonly lower: FunctionView;
}

/** The link below a port; undefined where it has none, or its other end is not in the dump. */
export function linkBelow(bridge: Bridge, byKey: ReadonlyMap<AddressKey, PciFunction>): Link | undefined {
  if (!bridge.hasLinkBelow) return undefined;
  const zero = byKey.get(addressKey(bridge.fn.domain, bridge.secondary << 8));
  const lower = zero && new FunctionView(zero);
  return lower && hasLinkAbove(portKindOf(lower)) ? { upper: bridge, lower } : undefined;
}

/** What the slower end can do: the most that the link can run at. Undefined when one of them is not known. */
export function leastOf(link: Link, path: FieldPath): number | undefined {
  const upper = link.upper.view.get(path);
  const lower = link.lower.get(path);
  return upper === undefined || lower === undefined ? undefined : Math.min(upper, lower);
}
