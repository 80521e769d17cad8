import { headerLayout } from '../decode/walk.ts';
import { busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import { Bridge } from './bridge.ts';

const secondaryOffset = 0x19;
const subordinateOffset = 0x1a;

/** Whether a Function has the header of a bridge, or is stated to have one where the dump has no bytes of it. */
export function isBridge(fn: PciFunction): boolean {
  const layout = headerLayout(fn.config);
  if (layout >= 0) return layout === 1 || layout === 2;
  const { headerType, fields } = fn.stated;
  return headerType?.value === 1 || headerType?.value === 2 || fields.has('header.secondary_bus_number');
}

/** The first and the last bus below a bridge; -1 where neither bytes nor words say. */
function busesBelow(fn: PciFunction): readonly [number, number] {
  if (fn.config.has(secondaryOffset, 2))
    return [fn.config.u8(secondaryOffset), fn.config.u8(subordinateOffset)];
  const stated = (name: string): number =>
    Number(fn.stated.fields.get(`header.${name}_bus_number`)?.value ?? -1);
  return [stated('secondary'), stated('subordinate')];
}

/** Domain and bus as one number. */
export const busKey = (domain: number, bus: number): number => domain * 256 + bus;

/**
 * Which bridge leads to which bus. A bridge leads to higher buses than its own: one that does not is on no way up,
 * so that a way up ends after at most 255 steps, whatever the bytes say.
 */
export class Buses {
  /** In the order of the input. */
  readonly bridges: Bridge[] = [];
  /** Bridges whose numbers lead to their own bus or back: nothing is below them. */
  readonly astray: Bridge[] = [];
  readonly #bySecondary = new Map<number, Bridge>();
  readonly #byAddress = new Map<PciFunction, Bridge>();
  #covering: Map<number, Bridge> | undefined;

  /** Takes a Function; whether it has the header of a bridge. */
  add(fn: PciFunction): boolean {
    if (!isBridge(fn)) return false;
    const [secondary, subordinate] = busesBelow(fn);
    if (secondary <= 0) return true;
    const bridge = new Bridge(fn, secondary, subordinate);
    if (secondary <= busOf(fn.routingId)) this.astray.push(bridge);
    else {
      this.bridges.push(bridge);
      this.#byAddress.set(fn, bridge);
      const key = busKey(fn.domain, secondary);
      if (!this.#bySecondary.has(key)) this.#bySecondary.set(key, bridge);
    }
    return true;
  }

  /** The bridge that a Function is; undefined when it leads to no bus. */
  of(fn: PciFunction): Bridge | undefined {
    return this.#byAddress.get(fn);
  }

  /** The bridge whose secondary bus this is. */
  to(domain: number, bus: number): Bridge | undefined {
    return this.#bySecondary.get(busKey(domain, bus));
  }

  /** The bridge that requests for a bus pass last: of buses without a bridge of their own, the innermost around. */
  over(domain: number, bus: number): Bridge | undefined {
    return this.to(domain, bus) ?? this.#around().get(busKey(domain, bus));
  }

  #around(): Map<number, Bridge> {
    if (!this.#covering) {
      this.#covering = new Map();
      const width = ({ secondary, subordinate }: Bridge): number => subordinate - secondary;
      for (const bridge of [...this.bridges].sort((a, b) => width(b) - width(a)))
        for (let bus = bridge.secondary; bus <= bridge.subordinate; bus++)
          this.#covering.set(busKey(bridge.fn.domain, bus), bridge);
    }
    return this.#covering;
  }
}

/** The bridge above each Function by bus numbers alone, for writers of Functions that are not a snapshot. */
export function bridgesAbove(
  functions: readonly PciFunction[],
): (fn: PciFunction) => PciFunction | undefined {
  const buses = new Buses();
  for (const fn of functions) buses.add(fn);
  return ({ domain, routingId }) => buses.over(domain, busOf(routingId))?.fn;
}
