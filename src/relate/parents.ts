import { headerLayout } from '../decode/walk.ts';
import { type AddressKey, busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';

/** Bus × domain, as one number. */
const busKey = (domain: number, bus: number): number => domain * 256 + bus;

const isBridge = ({ config }: PciFunction): boolean => [1, 2].includes(headerLayout(config));

/**
 * Which bridge is above each Function of a snapshot. Whatever the bytes and the links say, a walk upwards ends, and
 * nothing is above itself: a bridge leads to buses of higher numbers than its own, a bridge is never a VF, and a
 * Function that is no bridge is above nothing.
 */
export class Parents {
  /** By the bus right below; the first bridge of several. */
  readonly #bridges = new Map<number, PciFunction>();
  /** For buses without a bridge of their own: the innermost bridge whose bus range holds them. */
  readonly #covering = new Map<number, PciFunction>();

  constructor(functions: Iterable<PciFunction>) {
    const ranges: { fn: PciFunction; low: number; high: number }[] = [];
    for (const fn of functions) {
      const low = fn.config.u8(0x19);
      if (!isBridge(fn) || low <= busOf(fn.routingId)) continue;
      ranges.push({ fn, low, high: fn.config.u8(0x1a) });
      const key = busKey(fn.domain, low);
      if (!this.#bridges.has(key)) this.#bridges.set(key, fn);
    }
    ranges.sort((a, b) => b.high - b.low - (a.high - a.low));
    for (const { fn, low, high } of ranges)
      for (let bus = low; bus <= high; bus++) this.#covering.set(busKey(fn.domain, bus), fn);
  }

  /** `pfOf`: the PF that has a Function as a VF. The buses that VFs take have no bridge of their own. */
  of(fn: PciFunction, pfOf: (vf: AddressKey) => PciFunction | undefined): PciFunction | undefined {
    const key = busKey(fn.domain, busOf(fn.routingId));
    const own = this.#bridges.get(key);
    if (own || isBridge(fn)) return own ?? this.#covering.get(key);
    const place = pfOf(fn.key) ?? fn;
    const above = busKey(place.domain, busOf(place.routingId));
    return this.#bridges.get(above) ?? this.#covering.get(above);
  }
}
