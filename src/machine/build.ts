import { type EffectiveIds, FunctionView } from '../decode/view.ts';
import { findExtended, headerLayout } from '../decode/walk.ts';
import { type AddressKey, busOf, parseAddress } from '../model/address.ts';
import type { ConfigSpace } from '../model/config-space.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Bridge } from './bridge.ts';
import { Buses, isBridge } from './buses.ts';
import { Claims } from './claims.ts';
import { type DeviceRange, deviceRange } from './device.ts';
import { type Link, linkBelow } from './link.ts';
import type { Claim, IdleClaim, PhysicalFunction } from './physical-function.ts';
import { sriovSettings } from './routing.ts';

const sriovId = 0x10;
const notInDump = -1;

/** What the Functions of a snapshot are to each other. */
export class Machine {
  readonly snapshot: Snapshot;
  /** The first Function at each address. */
  readonly byKey = new Map<AddressKey, PciFunction>();
  readonly buses = new Buses();
  readonly #claims: Claims;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    this.#claims = new Claims(this.byKey, snapshot.partial === true);
    const pfs: { readonly fn: PciFunction; readonly isSettled: boolean }[] = [];
    let looked: { readonly config: ConfigSpace; readonly place: number } | undefined;
    for (const fn of snapshot.functions) {
      this.#claims.look(fn);
      if (this.byKey.has(fn.key)) continue;
      this.byKey.set(fn.key, fn);
      if (this.buses.add(fn)) continue;
      // VFs of a PF mostly share their bytes: one look is enough for all.
      if (looked?.config !== fn.config) looked = { config: fn.config, place: placeOfSriov(fn.config) };
      const sign = signOfPf(fn, looked.place);
      if (sign) pfs.push({ fn, isSettled: sign === 'capability' });
    }
    for (const { fn, isSettled } of pfs)
      this.#claims.add(fn, isSettled ? sriovSettings(new FunctionView(fn)) : undefined);
    this.#claims.finish();
  }

  /** Functions with SR-IOV, by address. */
  get pfs(): ReadonlyMap<AddressKey, PhysicalFunction> {
    return this.#claims.pfs;
  }

  /** VFs that PFs have enabled, by the address claimed. */
  get claims(): ReadonlyMap<AddressKey, Claim> {
    return this.#claims.enabled;
  }

  /** Where VFs would be that no PF has enabled: VF Enable is clear, or NumVFs is less. */
  get idleClaims(): ReadonlyMap<AddressKey, IdleClaim> {
    return this.#claims.idle;
  }

  /** VFs by the kernel's links, by their address. */
  get linked(): ReadonlyMap<AddressKey, Claim> {
    return this.#claims.linked;
  }

  /** Functions that `physfn` links of others name. */
  get namedAsPf(): ReadonlySet<AddressKey> {
    return this.#claims.namedAsPf;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#claims.diagnostics;
  }

  get bridges(): readonly Bridge[] {
    return this.buses.bridges;
  }

  /**
   * Which VF the address of a Function is that of, by the kernel's links or by what PFs claim; whether a VF is there,
   * only its bytes tell.
   */
  claimOn(fn: PciFunction): Claim | undefined {
    return this.linked.get(fn.key) ?? this.claims.get(fn.key);
  }

  /**
   * The bridge above a Function, or undefined on a root bus. The buses that VFs take have no bridge of their own: a VF
   * is where its PF is.
   */
  bridgeAbove(fn: PciFunction): Bridge | undefined {
    const { buses } = this;
    const own = buses.to(fn.domain, busOf(fn.routingId));
    if (own) return own;
    // A bridge is placed by its bus alone, so that no claim can put it below itself.
    const claim = isBridge(fn) ? undefined : (this.linked.get(fn.key) ?? this.claims.get(fn.key));
    const { domain, routingId } = (claim && this.byKey.get(claim.pf)) ?? fn;
    return buses.over(domain, busOf(routingId));
  }

  /** The bridge whose secondary bus a Function is on: right above it, not around its bus. */
  bridgeTo(fn: PciFunction): Bridge | undefined {
    return this.buses.to(fn.domain, busOf(fn.routingId));
  }

  /** The bridges from a Function up to the root bus, the nearest first. Each is on a lower bus than the one before. */
  *pathUp(fn: PciFunction): Generator<Bridge> {
    let bridge = this.bridgeAbove(fn);
    while (bridge) {
      yield bridge;
      bridge = this.buses.over(bridge.fn.domain, bridge.bus);
    }
  }

  /** The IDs that a VF which reads FFFFh has from the PF that claims it, or that a link names as its own. */
  idsFromPf(fn: PciFunction): EffectiveIds | undefined {
    if (fn.config.u16(0) !== 0xffff) return undefined;
    const link = fn.link('physfn');
    const named = link === undefined ? undefined : parseAddress(link);
    const key = named ?? this.linked.get(fn.key)?.pf ?? this.claims.get(fn.key)?.pf;
    const pf = key === undefined || key === fn.key ? undefined : this.byKey.get(key);
    if (key === undefined || !pf) return undefined;
    const vendor = pf.config.u16(0);
    const isReal = vendor >= 0 && vendor !== 0xffff;
    return {
      vendor: isReal ? vendor : pf.stated.vendorId?.value,
      device: this.pfs.get(key)?.settings?.vfDeviceId ?? undefined,
    };
  }

  /** What the bytes of a Function say; a VF that reads FFFFh has the vendor of its PF. */
  viewOf(fn: PciFunction): FunctionView {
    return new FunctionView(fn, undefined, this.idsFromPf(fn));
  }

  /** The Device that a Function is of; a VF is of its PF's. */
  deviceOf(fn: PciFunction): DeviceRange {
    const claim = this.linked.get(fn.key) ?? this.claims.get(fn.key);
    return deviceRange((claim && this.byKey.get(claim.pf)) ?? fn, this.buses);
  }

  /** PFs of the Device that a Function is of, the lowest first. */
  pfsOfDevice(fn: PciFunction): PhysicalFunction[] {
    const { first, size } = this.deviceOf(fn);
    const list: PhysicalFunction[] = [];
    for (let key = first; key < first + size; key++) {
      const pf = this.pfs.get(key);
      if (pf) list.push(pf);
    }
    return list;
  }

  /** The link that a Function hangs on, with both ends; undefined without one, or with one end not in the dump. */
  linkAbove(fn: PciFunction): Link | undefined {
    const bridge = this.bridgeAbove(fn);
    return bridge && linkBelow(bridge, this.byKey);
  }
}

/** Where the SR-IOV capability is; 0 when there is none. */
function placeOfSriov(config: ConfigSpace): number {
  const layout = headerLayout(config);
  return layout === 0 ? findExtended(config, sriovId) : layout < 0 ? notInDump : 0;
}

/** What shows a PF: an SR-IOV capability, read or stated, or the kernel, which lists its VFs. */
function signOfPf(fn: PciFunction, place: number): 'capability' | 'kernel' | undefined {
  if (place > 0) return 'capability';
  const isListed = fn.attribute('sriov_totalvfs') !== undefined || fn.link('virtfn0') !== undefined;
  if (place !== notInDump) return isListed ? 'kernel' : undefined;
  const { fields, vfs, driverTotalVfs } = fn.stated;
  if (fields.has('sriov.total_vfs') || new FunctionView(fn).has('sriov').source === 'stated')
    return 'capability';
  return isListed || vfs.size > 0 || driverTotalVfs !== undefined ? 'kernel' : undefined;
}
