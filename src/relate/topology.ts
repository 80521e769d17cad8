import { FunctionView } from '../decode/view.ts';
import { findExtended, headerLayout } from '../decode/walk.ts';
import { type AddressKey, addressKey, formatKey, parseAddress } from '../model/address.ts';
import type { Diagnostic, Position } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Parents } from './parents.ts';
import { type RoutingProblem, type SriovSettings, sriovSettings, vfRange } from './sriov.ts';
import { allBarsZero, whyUnreadable } from './subject.ts';
import { isVfDeviceId } from './vf-device-ids.ts';

const sriovId = 0x10;

/** A Function with an SR-IOV capability, or one that sysfs shows as a PF. */
export interface PhysicalFunction {
  readonly fn: PciFunction;
  /** Undefined when only sysfs tells that this is a PF. */
  readonly settings: SriovSettings | undefined;
  /** Keys of its VFs in this snapshot, by VF number − 1; undefined where one is missing. */
  readonly vfs: readonly (AddressKey | undefined)[];
  /** Keys of VFs that should be there and are not. */
  readonly missing: readonly AddressKey[];
}

/** A PF's claim on an address: VF Enable is set and the Routing ID is that of VF `number`. */
export interface Claim {
  readonly pf: AddressKey;
  readonly number: number;
}

/** Where a VF would be that its PF has not enabled. */
export interface IdleClaim extends Claim {
  /** Of the two reasons, which one it is. */
  readonly why: 'vf-enable-clear' | 'beyond-num-vfs';
}

/** How the Functions of a snapshot hang together. */
export interface Topology {
  readonly snapshot: Snapshot;
  /** The first Function at each address. */
  readonly byKey: ReadonlyMap<AddressKey, PciFunction>;
  readonly pfs: ReadonlyMap<AddressKey, PhysicalFunction>;
  /** By the address claimed. */
  readonly claims: ReadonlyMap<AddressKey, Claim>;
  /** Where VFs would be that no PF has enabled: VF Enable is clear, or NumVFs is less. */
  readonly idleClaims: ReadonlyMap<AddressKey, IdleClaim>;
  /** VF number by sysfs `virtfnN` links, by the VF's address. */
  readonly linked: ReadonlyMap<AddressKey, Claim>;
  /** Functions that `physfn` links of others name. */
  readonly namedAsPf: ReadonlySet<AddressKey>;
  /** The bridge above a Function, or undefined on a root bus. A walk upwards ends: nothing is above itself. */
  parentOf(fn: PciFunction): PciFunction | undefined;
  /** Functions that could be PFs, but the bytes that would tell are not in the dump; by domain. */
  readonly possiblePfs: ReadonlyMap<number, PossiblePfs>;
  /** One whose IDs read FFFFh and that cannot be a VF: somebody blanked the IDs of this dump. */
  readonly blanked: PciFunction | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The Functions of a domain that could be PFs, in ascending order. */
export interface PossiblePfs {
  readonly all: PciFunction[];
  /** By Vendor ID; those whose vendor is not known stand under -1. */
  readonly byVendor: Map<number, PciFunction[]>;
}

/** The Routing IDs of one domain, several times over: what valid PFs can never claim together. */
const claimBudget = 4 * 0x10000;

export function buildTopology(snapshot: Snapshot): Topology {
  const byKey = new Map<AddressKey, PciFunction>();
  const found: { fn: PciFunction; settings: SriovSettings | undefined }[] = [];
  const possiblePfs = new Map<number, PossiblePfs>();
  const namedAsPf = new Set<AddressKey>();
  const diagnostics: Diagnostic[] = [];
  let blanked: PciFunction | undefined;

  for (const fn of snapshot.functions) {
    const physfn = parseAddress(fn.link('physfn') ?? '');
    if (physfn !== undefined && physfn !== fn.key) namedAsPf.add(physfn);
    if (byKey.has(fn.key)) continue;
    byKey.set(fn.key, fn);
    const { config } = fn;
    const layout = headerLayout(config);
    if (blanked === undefined && config.u32(0) === 0xffffffff && cannotBeVf(fn, layout)) blanked = fn;
    if (layout === 1 || layout === 2) continue;
    const sriov = layout === 0 ? findExtended(config, sriovId) : 0;
    if (sriov > 0) found.push({ fn, settings: sriovSettings(new FunctionView(fn)) });
    else if (fn.attribute('sriov_totalvfs') !== undefined || fn.link('virtfn0') !== undefined) {
      found.push({ fn, settings: undefined });
    } else if (couldBePf(fn, layout, sriov)) {
      addPossiblePf(possiblePfs, fn);
    }
  }

  sortPossiblePfs(possiblePfs);
  const claims = new Map<AddressKey, Claim>();
  const idleClaims = new Map<AddressKey, IdleClaim>();
  const linked = new Map<AddressKey, Claim>();
  const pfs = new Map<AddressKey, PhysicalFunction>();
  const spent = new Map<number, number>();
  for (const { fn, settings } of found) {
    const vfs: (AddressKey | undefined)[] = [];
    const missing: AddressKey[] = [];
    collectLinks(fn, linked);
    if (settings) {
      const enabled = settings.enabled === true;
      const count = (enabled ? settings.numVfs : settings.totalVfs) ?? 0;
      const range = vfRange(fn.routingId, settings, count);
      if (enabled && range.problem) diagnostics.push(routingDiagnostic(fn, settings, range.problem));
      if (enabled && (settings.numVfs ?? 0) > (settings.totalVfs ?? 0xffff))
        diagnostics.push(moreThanTotal(fn, settings));
      const budget = claimBudget - (spent.get(fn.domain) ?? 0);
      if (range.count > budget) {
        diagnostics.push({
          code: 'sriov/too-many-claims',
          severity: 'error',
          message: `the PFs of domain ${fn.domain.toString(16).padStart(4, '0')} claim more Routing IDs than there are; the VFs of ${fn.address} were not computed`,
          at: placeOf(fn, 'num_vfs'),
          function: fn.address,
          field: 'sriov.num_vfs',
          related: relatedPlaces(fn, settings, ['first_vf_offset', 'vf_stride']),
        });
      } else {
        spent.set(fn.domain, claimBudget - budget + range.count);
        const rivals = new Map<AddressKey, Rivalry>();
        for (let n = 0; n < range.count; n++) {
          const key = addressKey(fn.domain, range.first + n * range.stride);
          const claim = { pf: fn.key, number: n + 1 };
          if (!enabled) {
            if (byKey.has(key) && !idleClaims.has(key))
              idleClaims.set(key, { ...claim, why: 'vf-enable-clear' });
            continue;
          }
          const other = claims.get(key);
          if (other) {
            const before = rivals.get(other.pf);
            if (before) before.count++;
            else rivals.set(other.pf, { key, claim, other, count: 1 });
            continue;
          }
          claims.set(key, claim);
          const present = byKey.has(key);
          vfs.push(present ? key : undefined);
          if (!present) missing.push(key);
        }
        if (enabled && settings.numVfs !== null && range.problem === undefined) {
          const more = vfRange(fn.routingId, settings, settings.totalVfs ?? 0);
          for (let n = settings.numVfs; n < Math.min(more.count, budget); n++) {
            const key = addressKey(fn.domain, more.first + n * more.stride);
            if (byKey.has(key) && !idleClaims.has(key))
              idleClaims.set(key, { pf: fn.key, number: n + 1, why: 'beyond-num-vfs' });
          }
        }
        for (const rivalry of rivals.values()) {
          diagnostics.push(claimedTwice({ fn, settings }, rivalry, pfs.get(rivalry.other.pf)));
        }
      }
    }
    pfs.set(fn.key, { fn, settings, vfs, missing });
  }
  addLinkedOnly(pfs, linked, byKey);

  const parents = new Parents(byKey.values());
  const pfOf = (vf: AddressKey): PciFunction | undefined => {
    const claim = linked.get(vf) ?? claims.get(vf);
    return claim && byKey.get(claim.pf);
  };
  return {
    snapshot,
    byKey,
    pfs,
    claims,
    idleClaims,
    linked,
    namedAsPf,
    possiblePfs,
    blanked,
    diagnostics,
    parentOf: (fn) => parents.of(fn, pfOf),
  };
}

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

/** PFs of the device that a Function belongs to, the lowest first. Below a port all of a bus is one device. */
export function pfsOfDevice(topology: Topology, fn: PciFunction): PhysicalFunction[] {
  const [mask, count] = topology.parentOf(fn) ? [0xff00, 256] : [0xfff8, 8];
  const first = addressKey(fn.domain, fn.routingId & mask);
  const list: PhysicalFunction[] = [];
  for (let key = first; key < first + count; key++) {
    const pf = topology.pfs.get(key);
    if (pf) list.push(pf);
  }
  return list;
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

function collectLinks(fn: PciFunction, linked: Map<AddressKey, Claim>): void {
  for (const [name, target] of fn.surroundings.links ?? []) {
    const match = /^virtfn(\d{1,5})$/.exec(name);
    const key = match ? parseAddress(target) : undefined;
    if (match && key !== undefined && key !== fn.key && !linked.has(key)) {
      linked.set(key, { pf: fn.key, number: Number(match[1]) + 1 });
    }
  }
}

/** Adds the VFs that only sysfs links name, where the PF's bytes are not in the dump. */
function addLinkedOnly(
  pfs: Map<AddressKey, PhysicalFunction>,
  linked: ReadonlyMap<AddressKey, Claim>,
  byKey: ReadonlyMap<AddressKey, PciFunction>,
): void {
  for (const [key, claim] of linked) {
    const pf = pfs.get(claim.pf);
    if (!pf || (pf.settings && pf.settings.enabled !== null) || !byKey.has(key)) continue;
    const vfs = [...pf.vfs];
    vfs[claim.number - 1] = key;
    pfs.set(claim.pf, { ...pf, vfs });
  }
}

/** The fields that say where a PF's VFs are, in the words of the specification. */
const placing = {
  num_vfs: { title: 'NumVFs', value: ({ numVfs }: SriovSettings) => numVfs },
  first_vf_offset: { title: 'First VF Offset', value: ({ firstVfOffset }: SriovSettings) => firstVfOffset },
  vf_stride: { title: 'VF Stride', value: ({ vfStride }: SriovSettings) => vfStride },
} as const;
type PlacingField = keyof typeof placing;

/** Where a field of a PF's SR-IOV capability was written; the PF itself when the dump does not hold it. */
function placeOf(fn: PciFunction, field: PlacingField | 'control.vf_enable'): Position {
  const reading = new FunctionView(fn).read(`sriov.${field}`);
  return fn.positionOf(reading.state === 'known' ? reading.place.offset : undefined);
}

function relatedPlaces(fn: PciFunction, settings: SriovSettings, fields: readonly PlacingField[]) {
  return fields.flatMap((field) => {
    const { title, value } = placing[field];
    const number = value(settings);
    if (number === null) return [];
    return [{ message: `${title} is ${number}`, at: placeOf(fn, field), field: `sriov.${field}` }];
  });
}

/** Addresses that two PFs claim: the first of them, and how many there are. */
interface Rivalry {
  readonly key: AddressKey;
  readonly claim: Claim;
  readonly other: Claim;
  count: number;
}

function claimedTwice(
  { fn, settings }: { readonly fn: PciFunction; readonly settings: SriovSettings },
  { key, claim, other, count }: Rivalry,
  otherPf: PhysicalFunction | undefined,
): Diagnostic {
  const more = count === 1 ? '' : count === 2 ? ', and so is 1 more' : `, and so are ${count - 1} more`;
  const field = 'sriov.first_vf_offset';
  return {
    code: 'sriov/claimed-twice',
    severity: 'error',
    message: `${formatKey(key)} is VF ${claim.number} of ${fn.address} and VF ${other.number} of ${formatKey(other.pf)}${more}`,
    at: placeOf(fn, 'first_vf_offset'),
    function: fn.address,
    field,
    related: [
      ...relatedPlaces(fn, settings, ['vf_stride', 'num_vfs']),
      ...(otherPf?.settings
        ? [
            {
              message: `First VF Offset of ${otherPf.fn.address} is ${otherPf.settings.firstVfOffset}`,
              at: placeOf(otherPf.fn, 'first_vf_offset'),
              function: otherPf.fn.address,
              field,
            },
          ]
        : []),
    ],
  };
}

const moreThanTotal = (fn: PciFunction, { numVfs, totalVfs }: SriovSettings): Diagnostic => ({
  code: 'sriov/num-vfs-over-total',
  severity: 'error',
  message: `NumVFs is ${numVfs}, but TotalVFs is ${totalVfs}`,
  at: placeOf(fn, 'num_vfs'),
  function: fn.address,
  field: 'sriov.num_vfs',
});

function routingDiagnostic(fn: PciFunction, settings: SriovSettings, problem: RoutingProblem): Diagnostic {
  const { numVfs, firstVfOffset, vfStride } = settings;
  const texts: Readonly<Record<RoutingProblem, string>> = {
    'settings-not-in-dump':
      'VF Enable is set, but First VF Offset and VF Stride are not in the dump: its VFs are unknown',
    'offset-zero': 'First VF Offset is 0 with VF Enable set: VF 1 would be the PF itself',
    'stride-zero': `VF Stride is 0 with ${numVfs} VFs: all would have one Routing ID; only VF 1 is used`,
    'past-last-routing-id': `First VF Offset ${firstVfOffset} and VF Stride ${vfStride} put VFs of ${numVfs} past Routing ID FFFFh`,
  };
  const fields = {
    'settings-not-in-dump': ['control.vf_enable', 'num_vfs'],
    'offset-zero': ['first_vf_offset', 'num_vfs'],
    'stride-zero': ['vf_stride', 'num_vfs'],
    'past-last-routing-id': ['first_vf_offset', 'vf_stride', 'num_vfs'],
  } as const satisfies Readonly<
    Record<RoutingProblem, readonly [PlacingField | 'control.vf_enable', ...PlacingField[]]>
  >;
  const [field, ...related] = fields[problem];
  return {
    code: `sriov/${problem}`,
    severity: problem === 'settings-not-in-dump' ? 'warning' : 'error',
    message: texts[problem],
    at: placeOf(fn, field),
    function: fn.address,
    field: `sriov.${field}`,
    related: relatedPlaces(fn, settings, related),
  };
}
