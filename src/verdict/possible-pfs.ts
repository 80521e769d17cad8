import { FunctionView } from '../decode/view.ts';
import { findExtended, headerLayout } from '../decode/walk.ts';
import type { Machine } from '../machine/build.ts';
import { isBridge } from '../machine/buses.ts';
import { allBarsZero } from '../machine/unreadable.ts';
import { busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import { isVfDeviceId } from '../registers/vf-device-ids.ts';
import { looksSame, type Outline, outlineOf } from './outline.ts';
import { saysVirtualFunction } from './says-vf.ts';

const sriovId = 0x10;

interface Possible {
  readonly fn: PciFunction;
  readonly outline: Outline;
}

/** Functions of a machine that may be PFs for all that its dump shows, and which VFs they may have. */
export class PossiblePfs {
  readonly #machine: Machine;
  #byDomain: Map<number, Possible[]> | undefined;
  /** What was found for the VFs of one bus that look the same, in ascending order. */
  readonly #found = new Map<string, readonly PciFunction[]>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** The nearest one below a VF that may be its PF. */
  of(vf: PciFunction): PciFunction | undefined {
    const outline = outlineOf(vf);
    const bus = busOf(vf.routingId);
    const key = [
      vf.domain,
      bus,
      outline.vendor,
      outline.vendorName,
      outline.baseClass,
      outline.className,
    ].join();
    let found = this.#found.get(key);
    if (!found) {
      found = (this.#all.get(vf.domain) ?? [])
        .filter(
          ({ fn, outline: other }) =>
            looksSame(outline, other) && this.#reaches(fn, other, bus) && !saysNoSriov(fn),
        )
        .map(({ fn }) => fn);
      this.#found.set(key, found);
    }
    return lastBelow(found, vf.routingId);
  }

  get #all(): ReadonlyMap<number, readonly Possible[]> {
    if (!this.#byDomain) {
      this.#byDomain = new Map();
      for (const fn of this.#machine.byKey.values()) {
        if (!couldBePf(fn, this.#machine)) continue;
        const list = this.#byDomain.get(fn.domain);
        if (list) list.push({ fn, outline: outlineOf(fn) });
        else this.#byDomain.set(fn.domain, [{ fn, outline: outlineOf(fn) }]);
      }
      for (const list of this.#byDomain.values()) list.sort((a, b) => a.fn.routingId - b.fn.routingId);
    }
    return this.#byDomain;
  }

  /** Whether requests for a bus reach a Function: all bridges above it pass the bus on, and no other bridge takes it. */
  #reaches(fn: PciFunction, { vendor }: Outline, bus: number): boolean {
    const own = busOf(fn.routingId);
    if (own === bus) return true;
    if (own > bus) return false;
    const { buses, byKey } = this.#machine;
    const above = buses.over(fn.domain, own);
    if (above && above.subordinate < 0) return true;
    if (above || buses.over(fn.domain, bus)) return above === buses.over(fn.domain, bus);
    // Without the bridges' bus numbers: a bus in between on which somebody else is has a bridge of its own.
    if (vendor === undefined) return true;
    for (const other of byKey.values()) {
      if (other.domain !== fn.domain || busOf(other.routingId) <= own || busOf(other.routingId) > bus)
        continue;
      const theirs = outlineOf(other).vendor;
      if (theirs !== undefined && theirs !== vendor) return false;
    }
    return true;
  }
}

/** Whether a Function may be a PF for all that its dump shows, but is not seen to be one. */
function couldBePf(fn: PciFunction, machine: Machine): boolean {
  if (machine.pfs.has(fn.key) || isBridge(fn)) return false;
  const { config, stated } = fn;
  // A VF is not a PF: one by the kernel's links, by its IDs or by its name.
  if (machine.linked.has(fn.key) || fn.link('physfn') !== undefined || (stated.vfNumber?.value ?? 0) > 0)
    return false;
  const { vendor, device, baseClass } = outlineOf(fn);
  if (vendor !== undefined && device !== undefined && isVfDeviceId(vendor, device)) return false;
  if (stated.name && saysVirtualFunction(stated.name.value)) return false;
  if (baseClass === bridgeClass) return false;
  if (config.isFilledWith(0xff, 0, 64)) return true;
  if (config.end < 64) return true;
  // All BARs of a VF are 0 as well: where they are not, the IDs were blanked.
  if (config.u16(0) === 0xffff && allBarsZero(fn)) return false;
  if (headerLayout(config) !== 0) return false;
  const sriov = findExtended(config, sriovId);
  // Past the place where a list is broken may be anything.
  if (sriov > 0 || (sriov === 0 && !hasBrokenList(fn))) return false;
  const status = config.u16(0x06);
  // A PF is a PCI Express Function, so it has a capability list.
  if (status >= 0 && (status & 0x10) === 0) return false;
  const view = new FunctionView(fn);
  return view.walk.standard !== 'complete' || view.capability('pcie') !== undefined;
}

export const hasBrokenList = (fn: PciFunction): boolean => new FunctionView(fn).walk.extended === 'broken';

/** Whether the words of an input that lists all capabilities have no SR-IOV among them. */
const saysNoSriov = (fn: PciFunction): boolean =>
  fn.config.end < 64 && new FunctionView(fn).has('sriov').source === 'not-in-function';

/** Base class of bridges to hosts, buses and legacy devices (PCI Code and ID Assignment Specification 1.16, §1.7). */
export const bridgeClass = 0x06;

/** The last Function of an ascending list below a Routing ID. */
function lastBelow(list: readonly PciFunction[], routingId: number): PciFunction | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.routingId ?? 0) < routingId) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}
