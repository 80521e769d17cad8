import type { Machine } from '../machine/build.ts';
import type { PhysicalFunction } from '../machine/physical-function.ts';
import { formatKey } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import { outlineOf } from './outline.ts';

/**
 * Functions that look like VFs of a PF but are where it claims none, while exactly as many of its VFs are missing: by the
 * PF's settings they are elsewhere, so that the dump is of two moments or was put together.
 */
export class Astray {
  readonly #machine: Machine;
  #pfs: Map<PciFunction, PhysicalFunction> | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Why a Function may be a VF of a PF that does not claim it. */
  of(fn: PciFunction): string | undefined {
    const pf = this.#found.get(fn);
    if (!pf) return undefined;
    const count = pf.missing.length;
    const places = pf.missing.slice(0, 2).map((key) => formatKey(key));
    const more = count > 2 ? ' …' : '';
    const id = (pf.settings?.vfDeviceId ?? 0).toString(16).padStart(4, '0');
    const vfs = count === 1 ? '1 VF' : `exactly ${count} VFs`;
    return `${pf.fn.address} misses ${vfs} of Device ID ${id} (${places.join(', ')}${more}), but claims none here`;
  }

  get #found(): ReadonlyMap<PciFunction, PhysicalFunction> {
    if (!this.#pfs) {
      this.#pfs = new Map();
      const missing = [...this.#machine.pfs.values()].filter((pf) => pf.missing.length > 0);
      const unclaimed = missing.length > 0 ? this.#unclaimed() : new Map<string, PciFunction[]>();
      for (const pf of missing) {
        const vendor = outlineOf(pf.fn).vendor;
        const functions =
          unclaimed.get(keyOf(pf.fn.domain, vendor, pf.settings?.vfDeviceId)) ??
          (missing.length === 1 ? unclaimed.get(keyOf(pf.fn.domain, raw)) : undefined) ??
          [];
        if (functions.length === pf.missing.length) for (const fn of functions) this.#pfs.set(fn, pf);
      }
    }
    return this.#pfs;
  }

  /** Functions that nobody claims, by domain and IDs. */
  #unclaimed(): Map<string, PciFunction[]> {
    const byIds = new Map<string, PciFunction[]>();
    const { byKey, claims, linked, pfs, buses } = this.#machine;
    for (const fn of byKey.values()) {
      if (claims.has(fn.key) || linked.has(fn.key) || pfs.has(fn.key) || buses.of(fn)) continue;
      const { vendor, device } = outlineOf(fn);
      if (fn.link('physfn') !== undefined) continue;
      // A VF whose IDs read FFFFh, and of which no words say more, may be anybody's.
      const isRaw = device === undefined && fn.config.u32(0) === 0xffffffff && fn.config.u8(0x0e) !== 0xff;
      if (device === undefined && !isRaw) continue;
      const key = isRaw ? keyOf(fn.domain, raw) : keyOf(fn.domain, vendor, device);
      const list = byIds.get(key);
      if (list) list.push(fn);
      else byIds.set(key, [fn]);
    }
    return byIds;
  }
}

/** In place of IDs. */
const raw = -1;
const keyOf = (...parts: readonly (number | null | undefined)[]): string => parts.join();
