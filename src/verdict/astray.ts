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
  #pfs: Map<PhysicalFunction, ReadonlySet<PciFunction>> | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Why a Function may be a VF of a PF that does not claim it. */
  of(fn: PciFunction): string | undefined {
    for (const [pf, functions] of this.#found) {
      if (!functions.has(fn)) continue;
      const count = pf.missing.length;
      const places = pf.missing.slice(0, 2).map((key) => formatKey(key));
      const more = count > 2 ? ' …' : '';
      const id = (pf.settings?.vfDeviceId ?? 0).toString(16).padStart(4, '0');
      const vfs = count === 1 ? '1 VF' : `exactly ${count} VFs`;
      return `${pf.fn.address} misses ${vfs} of Device ID ${id} (${places.join(', ')}${more}), but claims none here`;
    }
    return undefined;
  }

  get #found(): ReadonlyMap<PhysicalFunction, ReadonlySet<PciFunction>> {
    if (!this.#pfs) {
      this.#pfs = new Map();
      for (const pf of this.#machine.pfs.values()) {
        if (pf.missing.length === 0) continue;
        const functions = this.#unclaimed(pf);
        if (functions.length === pf.missing.length) this.#pfs.set(pf, new Set(functions));
      }
    }
    return this.#pfs;
  }

  /** Functions with the IDs of a PF's VFs that nobody claims. */
  #unclaimed({ fn: pf, settings }: PhysicalFunction): PciFunction[] {
    const { vendor } = outlineOf(pf);
    const device = settings?.vfDeviceId;
    const { byKey, claims, linked, pfs, buses } = this.#machine;
    return [...byKey.values()].filter((fn) => {
      if (fn.domain !== pf.domain || claims.has(fn.key) || linked.has(fn.key) || pfs.has(fn.key))
        return false;
      if (buses.of(fn) || fn.link('physfn') !== undefined) return false;
      const ids = outlineOf(fn);
      return ids.device !== undefined && ids.device === device && ids.vendor === vendor;
    });
  }
}
