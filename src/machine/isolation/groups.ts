import { FunctionView } from '../../decode/view.ts';
import { type AddressKey, busOf } from '../../model/address.ts';
import type { PciFunction } from '../../model/function.ts';
import type { FieldPath } from '../../registers/index.ts';
import type { Bridge } from '../bridge.ts';
import type { Machine } from '../build.ts';
import { busKey } from '../buses.ts';
import { hasLinkAbove } from '../port.ts';
import {
  type AcsOptions,
  type AcsOutcome,
  acsOf,
  acsPath,
  functionsOfSlot,
  isMultifunction,
  kindIn,
} from './acs.ts';
import { aliases, aliasing, isHiddenExpressBridge, realDmaFunctions } from './dma-alias.ts';
import { isVirtfn } from './identity.ts';

/** Why a Function is in a group, or in one of its own. */
export interface GroupReason {
  readonly fn: PciFunction;
  readonly fields: readonly FieldPath[];
  readonly seen: string;
}

/** Functions that an IOMMU cannot keep apart, so that one guest gets all of them. */
export interface Group {
  /** In the order in which Linux puts them in. */
  readonly functions: readonly PciFunction[];
  readonly because: readonly GroupReason[];
  /** false: the dump does not tell whether this is a group of its own. */
  readonly isKnown: boolean;
}

interface Growing {
  readonly functions: PciFunction[];
  readonly because: GroupReason[];
  isKnown: boolean;
}

/**
 * The groups that Linux forms: `pci_device_group()` of drivers/iommu/iommu.c with `pci_for_each_dma_alias()`, the same in
 * 6.12 and 7.2. x86 and Arm go by it; s390 gives each Function a group of its own. Functions are taken as a kernel finds
 * them: those above first, VFs last.
 */
export function groupsOf(machine: Machine, options: AcsOptions = {}): Group[] {
  return new Grouper(machine, options).groups;
}

type Place =
  | { readonly kind: 'begin' | 'unknown'; readonly why: GroupReason }
  | { readonly kind: 'join'; readonly group: Growing; readonly why: GroupReason };

class Grouper {
  readonly groups: Growing[] = [];
  readonly #machine: Machine;
  readonly #options: AcsOptions;
  readonly #of = new Map<AddressKey, Growing>();
  readonly #paths = new Map<Bridge, AcsOutcome>();
  readonly #realDma: (fn: PciFunction) => PciFunction | undefined;
  /** Functions with aliases, by their bus. */
  readonly #aliasing = new Map<number, { readonly fn: PciFunction; readonly to: ReadonlySet<number> }[]>();

  constructor(machine: Machine, options: AcsOptions) {
    this.#machine = machine;
    this.#options = options;
    this.#realDma = realDmaFunctions(machine);
    const all = [...machine.byKey.values()].sort((a, b) => a.key - b.key);
    for (const fn of all) {
      const to = aliases(fn, machine);
      if (to.size === 0) continue;
      const bus = busKey(fn.domain, busOf(fn.routingId));
      this.#aliasing.set(bus, [...(this.#aliasing.get(bus) ?? []), { fn, to }]);
    }
    const isVf = new Set(all.filter((fn) => isVirtfn(fn, machine)));
    for (const fn of all) if (!isVf.has(fn)) this.#put(fn, this.#placeOf(fn));
    for (const fn of all) if (isVf.has(fn)) this.#put(fn, this.#placeOf(fn));
  }

  #placeOf(fn: PciFunction): Place {
    const real = this.#realDma(fn) ?? fn;
    const of = real === fn ? undefined : this.#of.get(real.key);
    if (of)
      return {
        kind: 'join',
        group: of,
        why: reason(real, `requests of ${fn.address} are those of the VMD ${real.address}`),
      };
    let top = real;
    for (const bridge of this.#machine.pathUp(real)) {
      const kind = kindIn(bridge.view);
      if (kind === undefined)
        return unknown(bridge.fn, `what ${bridge.fn.address} is to its link is not in the dump`);
      if (kind !== 'conventional' && kind !== 'bridge-to-pci' && kind !== 'bridge-to-pcie') {
        if (aliasing(bridge.fn, this.#machine) === 'translated-below') break;
        continue;
      }
      const how = aliasing(bridge.fn, this.#machine);
      if (how === 'translated-below') break;
      if (how === 'none' && kind === 'bridge-to-pci') continue;
      top = bridge.fn;
      const whose = this.#of.get(top.key);
      const what = isHiddenExpressBridge(top, this.#machine) ? 'the ID of its secondary bus' : 'its ID';
      if (whose)
        return {
          kind: 'join',
          group: whose,
          why: reason(
            top,
            `requests from below ${top.address}, which leads to conventional PCI, carry ${what}`,
            ['pcie.capabilities.device_port_type'],
          ),
        };
    }
    let border: GroupReason | undefined;
    for (const bridge of this.#machine.pathUp(top)) {
      const path = this.#pathFrom(bridge);
      if (path.holds === true) {
        border = reason(bridge.fn, `the bridges above keep its requests apart: ${path.seen}`, path.fields);
        break;
      }
      if (path.holds === undefined) return unknown(path.fn, path.seen, path.fields);
      top = bridge.fn;
      const whose = this.#of.get(top.key);
      if (whose) return { kind: 'join', group: whose, why: path };
    }
    if (!border) {
      const lack = this.#missingPort(top);
      if (lack !== undefined) return unknown(top, lack);
    }
    return this.#placeBeside(fn, top, border);
  }

  /** Looks for the group of a Function that is an alias, or a Function of the same slot that is not isolated. */
  #placeBeside(fn: PciFunction, top: PciFunction, border: GroupReason | undefined): Place {
    const tried = new Set<AddressKey>();
    const alias = this.#aliasGroup(top, tried);
    if (alias) return { kind: 'join', group: alias.group, why: alias.why };
    const own = acsOf(top, this.#machine, undefined, this.#options);
    const others = functionsOfSlot(top, this.#machine);
    if (own.holds === undefined && others.length > 0) return unknown(own.fn, own.seen, own.fields);
    if (own.holds === false && isMultifunction(new FunctionView(top), this.#machine) === true) {
      for (const other of others) {
        const acs = acsOf(other, this.#machine, undefined, this.#options);
        const found = this.#aliasGroup(other, acs.holds === false ? tried : new Set([other.key]));
        if (acs.holds === undefined && this.#of.has(other.key)) return unknown(acs.fn, acs.seen, acs.fields);
        if (acs.holds === false && found)
          return {
            kind: 'join',
            group: found.group,
            why: reason(top, `${own.seen}; it is of one device with ${other.address}`, own.fields),
          };
      }
    }
    const why =
      top !== fn
        ? undefined
        : own.holds === true && others.length > 0 && !isVirtfn(fn, this.#machine)
          ? own
          : border;
    return {
      kind: 'begin',
      why: why ?? reason(fn, `${fn.address} is on a root bus, and nothing joins it to another Function`),
    };
  }

  /** The group of a Function, or of one that it is an alias of or that is an alias of it. */
  #aliasGroup(
    fn: PciFunction,
    tried: Set<AddressKey>,
  ): { readonly group: Growing; readonly why: GroupReason } | undefined {
    if (tried.has(fn.key)) return undefined;
    tried.add(fn.key);
    const own = this.#of.get(fn.key);
    if (own) return { group: own, why: reason(fn, `it shares what ${fn.address} is in`) };
    const bus = busKey(fn.domain, busOf(fn.routingId));
    const mine = this.#aliasing.get(bus) ?? [];
    for (const { fn: other, to } of mine) {
      const targets = other === fn ? this.#onBus(fn, to) : to.has(fn.routingId & 0xff) ? [other] : [];
      for (const target of targets) {
        const found = this.#aliasGroup(target, tried);
        if (!found) continue;
        const why = reason(
          other,
          `${other.address} also uses the Requester ID of another Function of its bus (a quirk that Linux knows)`,
        );
        return { group: found.group, why };
      }
    }
    return undefined;
  }

  #onBus({ domain, routingId }: PciFunction, numbers: ReadonlySet<number>): PciFunction[] {
    const first = busKey(domain, busOf(routingId)) * 256;
    return [...numbers].flatMap((number) => this.#machine.byKey.get(first + number) ?? []);
  }

  #pathFrom(bridge: Bridge): AcsOutcome {
    let path = this.#paths.get(bridge);
    if (!path) {
      path = acsPath(bridge.fn, this.#machine, undefined, this.#options);
      this.#paths.set(bridge, path);
    }
    return path;
  }

  /** Why a Function without a bridge above it in the dump is not on a root bus; undefined when it can be. */
  #missingPort(top: PciFunction): string | undefined {
    const machine = this.#machine;
    if (machine.bridgeAbove(top) || busOf(top.routingId) === 0) return undefined;
    const kind = kindIn(new FunctionView(top));
    if (kind === undefined) return `the bridge above ${top.address} is not in the dump`;
    if (kind === 'conventional') return undefined;
    return hasLinkAbove(kind) || kind === 'downstream-port'
      ? `the port above ${top.address} is not in the dump`
      : undefined;
  }

  #put(fn: PciFunction, place: Place): void {
    const why = plain(place.why);
    if (place.kind === 'join') {
      const { group } = place;
      // What kept the first apart is not a reason for the others to be with it.
      if (group.functions.length === 1 && group.isKnown) group.because.length = 0;
      group.functions.push(fn);
      if (!group.because.some(({ seen }) => seen === why.seen)) group.because.push(why);
      this.#of.set(fn.key, group);
      return;
    }
    const group = { functions: [fn], because: [why], isKnown: place.kind === 'begin' };
    this.groups.push(group);
    this.#of.set(fn.key, group);
  }
}

const unknown = (fn: PciFunction, seen: string, fields: readonly FieldPath[] = []): Place => ({
  kind: 'unknown',
  why: reason(fn, seen, fields),
});

const reason = (fn: PciFunction, seen: string, fields: readonly FieldPath[] = []): GroupReason => ({
  fn,
  fields,
  seen,
});

const plain = ({ fn, fields, seen }: GroupReason): GroupReason => ({ fn, fields, seen });
