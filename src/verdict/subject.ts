import type { FunctionView } from '../decode/view.ts';
import type { Machine } from '../machine/build.ts';
import type { Claim, IdleClaim } from '../machine/physical-function.ts';
import { type PortKind, portKindOf } from '../machine/port.ts';
import { allBarsZero, whyUnreadable } from '../machine/unreadable.ts';
import { parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Candidates } from './candidates.ts';

/** IDs that the dump states beside the bytes: in lspci's line or in sysfs attributes. */
export interface StatedIds {
  readonly vendor: number | undefined;
  readonly device: number | undefined;
  /** Where: `lspci's text` or `sysfs`. */
  readonly by: string;
}

/** Fields of the PCI Express capability that several signals look at; undefined when not in the dump or absent. */
export interface Express {
  readonly kind: PortKind | undefined;
  readonly deviceControl: number | undefined;
  readonly linkStatus: number | undefined;
  readonly functionLevelReset: boolean;
}

/** What the signals look at: one Function in its snapshot. */
export interface Subject {
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly machine: Machine;
  readonly candidates: Candidates;
  readonly rawVendor: number;
  readonly rawDevice: number;
  /** Raw IDs FFFFh:FFFFh while the rest of the header answers. */
  readonly rawIdsFfff: boolean;
  /** Why the header holds no answer; undefined when it does. */
  readonly unreadable: string | undefined;
  /** Whether all six BARs are in the dump and read 0. */
  readonly barsZero: boolean;
  readonly hasPasid: boolean;
  /** Whether it has ARI and names no Function after it. */
  readonly isLastOfAri: boolean;
  /** What its PCI Express capability says; undefined where it has none. */
  readonly express: Express | undefined;
  /** One object for all Functions that have these bytes: what was seen in them alone is kept by it. */
  readonly bytes: object;
  /** One object for all Functions of one kind: with these bytes, of one domain, and with the same facts beside the bytes. */
  readonly kind: object;
  readonly stated: StatedIds | undefined;
  /** The IDs that software goes by: the raw ones, or for FFFFh those stated; undefined when neither is known. */
  readonly vendor: number | undefined;
  readonly device: number | undefined;
  /** Base class and sub-class that the dump states beside the bytes. */
  readonly statedClass: number | undefined;
  /** A name from the dump or from pci.ids. */
  readonly name: string | undefined;
  readonly claim: Claim | undefined;
  readonly idleClaim: IdleClaim | undefined;
  /** PF by `physfn`, whether in the snapshot or not. */
  readonly physfn: string | undefined;
  readonly physfnInSnapshot: boolean;
  readonly around: Surrounding;
}

/** What is around a Function: its machine, and where names come from. */
export interface Surrounding {
  readonly machine: Machine;
  readonly candidates: Candidates;
  readonly names: SubjectNames;
}

export interface SubjectNames {
  /** IDs that the dump's text states, and the name it gives. */
  stated(fn: PciFunction): StatedIds | undefined;
  statedClass(fn: PciFunction): number | undefined;
  name(fn: PciFunction, vendor: number | undefined, device: number | undefined): string | undefined;
}

/** `like`: one with the same bytes, and like this one without anything beside them that changes how they read. */
export function subjectOf(view: FunctionView, around: Surrounding, like?: Subject): Subject {
  const { fn } = view;
  const { machine, candidates, names } = around;
  const rawVendor = fn.config.u16(0);
  const rawDevice = fn.config.u16(2);
  const stated = names.stated(fn);
  const rawIdsFfff = rawVendor === 0xffff && rawDevice === 0xffff;
  // With -b, lspci states the FFFFh that it read.
  const statedReal = stated !== undefined && stated.vendor !== 0xffff;
  const vendor = rawVendor >= 0 && !rawIdsFfff ? rawVendor : statedReal ? stated.vendor : undefined;
  const device = rawDevice >= 0 && !rawIdsFfff ? rawDevice : statedReal ? stated.device : undefined;
  const link = fn.link('physfn');
  const physfnKey = link === undefined ? undefined : parseAddress(link);
  // No Function is its own PF: a tree that says so was edited.
  const physfn = physfnKey === fn.key ? undefined : link;
  const name = names.name(fn, vendor, device);
  return {
    fn,
    view,
    machine,
    candidates,
    rawVendor,
    rawDevice,
    rawIdsFfff,
    unreadable: like ? like.unreadable : whyUnreadable(fn),
    hasPasid: like ? like.hasPasid : view.capability('pasid') !== undefined,
    isLastOfAri: like ? like.isLastOfAri : view.get('ari.capability.next_function_number') === 0,
    barsZero: like ? like.barsZero : allBarsZero(fn),
    express: like ? like.express : view.capability('pcie') && expressOf(view),
    bytes: like ? like.bytes : {},
    kind: like && isOfKind(fn, stated, name, like) ? like.kind : {},
    stated,
    vendor,
    device,
    statedClass: machine.snapshot.inventory ? names.statedClass(fn) : undefined,
    name,
    claim: machine.claims.get(fn.key),
    idleClaim: machine.idleClaims.get(fn.key),
    physfn,
    physfnInSnapshot: physfnKey !== undefined && machine.byKey.has(physfnKey),
    around,
  };
}

/** Whether a Function with the same bytes as another is of its kind: what is stated of both is no more than IDs and a name. */
const isOfKind = (
  fn: PciFunction,
  stated: StatedIds | undefined,
  name: string | undefined,
  like: Subject,
): boolean =>
  fn.domain === like.fn.domain &&
  name === like.name &&
  stated?.vendor === like.stated?.vendor &&
  stated?.device === like.stated?.device &&
  stated?.by === like.stated?.by &&
  statesOnlyNames(fn) &&
  statesOnlyNames(like.fn);

const statesOnlyNames = ({ surroundings }: PciFunction): boolean =>
  !surroundings.attributes &&
  !surroundings.links &&
  (!surroundings.stated || (surroundings.statesRegions === false && surroundings.statesGiven === false));

const expressOf = (view: FunctionView): Express => ({
  kind: portKindOf(view),
  deviceControl: view.get('pcie.device_control'),
  linkStatus: view.get('pcie.link_status'),
  functionLevelReset: view.get('pcie.device_capabilities.function_level_reset_capability') === 1,
});

/** Whether it has the header of an endpoint. */
export const isType0 = (s: Subject): boolean => s.view.layout === 0;

export const has = (s: Subject, name: string): boolean => s.view.capability(name) !== undefined;

export const isPcie = (s: Subject): boolean => s.express !== undefined;
