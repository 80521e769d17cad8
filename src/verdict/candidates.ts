import { FunctionView } from '../decode/view.ts';
import { findExtended, headerLayout } from '../decode/walk.ts';
import type { Machine } from '../machine/build.ts';
import { allBarsZero, whyUnreadable } from '../machine/unreadable.ts';
import type { PciFunction } from '../model/function.ts';
import { isVfDeviceId } from '../registers/vf-device-ids.ts';

/** The Functions of a domain that could be PFs, in ascending order. */
export interface PossiblePfs {
  readonly all: PciFunction[];
  /** By Vendor ID; those whose vendor is not known stand under -1. */
  readonly byVendor: Map<number, PciFunction[]>;
}

/** What a whole machine says that bears on the verdict on each of its Functions; worked out when first asked for. */
export class Candidates {
  readonly #machine: Machine;
  #possible: Map<number, PossiblePfs> | undefined;
  #blanked: PciFunction | null | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Functions that could be PFs, but the bytes that would tell are not in the dump; by domain. */
  get possiblePfs(): ReadonlyMap<number, PossiblePfs> {
    if (!this.#possible) {
      this.#possible = new Map();
      for (const fn of this.#machine.byKey.values()) {
        if (this.#machine.pfs.has(fn.key)) continue;
        const layout = headerLayout(fn.config);
        if (layout === 1 || layout === 2) continue;
        const sriov = layout === 0 ? findExtended(fn.config, sriovId) : 0;
        if (couldBePf(fn, layout, sriov)) addPossiblePf(this.#possible, fn);
      }
      sortPossiblePfs(this.#possible);
    }
    return this.#possible;
  }

  /** One whose IDs read FFFFh and that cannot be a VF: somebody blanked the IDs of this dump. */
  get blanked(): PciFunction | undefined {
    if (this.#blanked === undefined) {
      this.#blanked = null;
      for (const fn of this.#machine.byKey.values()) {
        if (fn.config.u32(0) !== 0xffffffff || !cannotBeVf(fn, headerLayout(fn.config))) continue;
        this.#blanked = fn;
        break;
      }
    }
    return this.#blanked ?? undefined;
  }
}

const sriovId = 0x10;

/** Base class of bridges to hosts, buses and legacy devices (PCI Code and ID Assignment Specification 1.16, §1.7). */
const bridgeClass = 0x06;

/** A bridge, or a PF: never a VF, whatever its IDs read. */
function cannotBeVf(fn: PciFunction, layout: number): boolean {
  if (whyUnreadable(fn) !== undefined) return false;
  const { config } = fn;
  return layout === 1 || layout === 2 || config.u8(0x0b) === bridgeClass || findExtended(config, sriovId) > 0;
}

/** Whether a Function may be a PF for all that this dump shows. */
function couldBePf(fn: PciFunction, layout: number, sriov: number): boolean {
  const { config } = fn;
  const status = config.u16(0x06);
  if (config.isFilledWith(0xff, 0, 64) || config.end < 64) return true;
  // Of a VF all BARs are 0 as well: where they are not, the IDs were blanked.
  if (config.u16(0) === 0xffff && allBarsZero(fn)) return false;
  if (isVfDeviceId(config.u16(0), config.u16(2))) return false;
  if (layout !== 0 || sriov >= 0) return false;
  // A PF is a PCI Express Function, so it has a capability list.
  if (status >= 0 && (status & 0x10) === 0) return false;
  const view = new FunctionView(fn);
  return view.walk.standard !== 'complete' || view.capability('pcie') !== undefined;
}

function addPossiblePf(all: Map<number, PossiblePfs>, fn: PciFunction): void {
  let entry = all.get(fn.domain);
  if (!entry) {
    entry = { all: [], byVendor: new Map() };
    all.set(fn.domain, entry);
  }
  entry.all.push(fn);
  const raw = fn.config.u16(0);
  const vendor = raw === 0xffff ? -1 : raw;
  const list = entry.byVendor.get(vendor);
  if (list) list.push(fn);
  else entry.byVendor.set(vendor, [fn]);
}

function sortPossiblePfs(all: ReadonlyMap<number, PossiblePfs>): void {
  const ascending = (a: PciFunction, b: PciFunction): number => a.routingId - b.routingId;
  for (const { all: list, byVendor } of all.values()) {
    list.sort(ascending);
    for (const ofVendor of byVendor.values()) ofVendor.sort(ascending);
  }
}

/** The last Function of an ascending list below a Routing ID. */
export function lastBelow(
  list: readonly PciFunction[] | undefined,
  routingId: number,
): PciFunction | undefined {
  let low = 0;
  let high = list?.length ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list?.[middle]?.routingId ?? 0) < routingId) low = middle + 1;
    else high = middle;
  }
  return list?.[low - 1];
}
