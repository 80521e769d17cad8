import type { Position } from './diagnostic.ts';

/** What states a fact: the words of lspci, files of sysfs, the kernel's log, libvirt's XML … */
export type StatedBy =
  | 'lspci'
  | 'sysfs'
  | 'kernel-log'
  | 'libvirt'
  | 'udev'
  | 'procfs'
  | 'pciconf'
  | 'qemu'
  | 'uefi'
  | 'u-boot'
  | 'windbg'
  | 'lshw'
  | 'json';

/** A fact that an input states in words; its bytes may be in no dump at all. */
export interface StatedFact<T> {
  readonly value: T;
  readonly by: StatedBy;
  /** Where it is stated, when the input has lines. */
  readonly at?: Position;
}

/** A capability that an input names. */
export interface StatedCapability {
  /** The name that its paths begin with, such as `sriov`; undefined for one that no table knows. */
  readonly name?: string;
  /** The words of the input. */
  readonly title: string;
  /** Offset in the configuration space, where it is stated. */
  readonly offset?: number;
  /** Version of an extended capability, where it is stated. */
  readonly version?: number;
  readonly kind: 'standard' | 'extended';
}

/** A BAR, a VF BAR or the expansion ROM as an input states it. */
export interface StatedRegion {
  /** 0 to 5 is a BAR, 6 the expansion ROM. */
  readonly index: number;
  /** false: the input has no number for it (`lspci -v`), and `index` is the lowest that it can have. */
  readonly numbered?: false;
  /** `vf` is a BAR of the SR-IOV capability; its size is that of one VF. */
  readonly of: 'function' | 'vf';
  readonly kind: 'memory' | 'io';
  /** undefined: the input says that none is assigned, or does not say where. */
  readonly address?: bigint;
  /** Bytes. */
  readonly size?: bigint;
  /** For a VF BAR: the bytes of as many VFs as the PF can have, where that is what the input states. */
  readonly sizeOfAll?: bigint;
  readonly width?: 32 | 64;
  readonly prefetchable?: boolean;
  /** What the input says about its state, such as `ignored`, `virtual`, `disabled`, `unassigned`. */
  readonly state?: string;
  readonly by: StatedBy;
  readonly at?: Position;
}

/** A window of a bridge as an input states it. */
export interface StatedWindow {
  readonly kind: 'io' | 'memory' | 'prefetchable';
  /** What it passes on; null when it is closed. */
  readonly range: { readonly first: bigint; readonly last: bigint } | null;
  readonly by: StatedBy;
  readonly at?: Position;
}

/** Two statements of one fact that cannot both be true. The first is kept. */
export interface StatedConflict {
  /** A field's path, or the fact's name in `Stated`; `region 2`, `vf region 0`, `vf 3`, `capability 40h`. */
  readonly what: string;
  readonly first: StatedFact<StatedValue>;
  readonly second: StatedFact<StatedValue>;
}
export type StatedValue = number | bigint | string | true | readonly string[];

/**
 * What an input states of a Function beside its bytes. Whoever reads words makes one of these; nobody further up parses
 * words again. A Map or list is empty and a fact undefined where the input does not say. Facts are asked for by name: a
 * record may read them from its input one by one, and then has nothing to spread or to list.
 */
export interface Stated {
  /** Fields by the paths that decoded ones have, such as `sriov.total_vfs`. */
  readonly fields: ReadonlyMap<string, StatedFact<number | bigint>>;
  /** The capabilities listed; undefined where the input lists none because it does not list any. */
  readonly capabilities?: readonly StatedCapability[];
  /** Whether that list is known to be complete: text from before the extended ones were readable is not. */
  readonly capabilitiesComplete?: boolean;
  readonly regions: readonly StatedRegion[];
  /** For a bridge; empty if the input does not say. */
  readonly windows?: readonly StatedWindow[];

  /** IDs, as sysfs and lspci have them: those of a VF are its PF's vendor and the VF Device ID, not FFFFh. */
  readonly vendorId?: StatedFact<number>;
  readonly deviceId?: StatedFact<number>;
  readonly subsystemVendorId?: StatedFact<number>;
  readonly subsystemId?: StatedFact<number>;
  /** 24 bits; the programming interface is 0 when only `classCodeBits` 16 are stated. */
  readonly classCode?: StatedFact<number>;
  readonly classCodeBits?: 16 | 24;
  readonly revision?: StatedFact<number>;
  /** Names out of the input: `Intel Corporation 82576 Virtual Function`, `Ethernet controller`. */
  readonly name?: StatedFact<string>;
  readonly className?: StatedFact<string>;

  readonly driver?: StatedFact<string>;
  readonly modules?: StatedFact<readonly string[]>;
  readonly iommuGroup?: StatedFact<number>;
  /** Not -1: that is not a node. */
  readonly numaNode?: StatedFact<number>;
  readonly physicalSlot?: StatedFact<string>;

  /** Address of the PF that the kernel or a tool names for this VF: `physfn`, `phys_function`. */
  readonly pf?: StatedFact<string>;
  /** VF number from 0 as `virtfn0` counts it, and address. */
  readonly vfs: ReadonlyMap<number, StatedFact<string>>;
  /** VFs that the kernel lets this PF have: `sriov_totalvfs`, `maxCount`; a driver can lower it below TotalVFs. */
  readonly driverTotalVfs?: StatedFact<number>;
  /** Which VF of its PF firmware calls this one, from 1; 0 is not a VF (s390). */
  readonly vfNumber?: StatedFact<number>;
  /** Whether the kernel has ARI Forwarding enabled above it: 1 or 0. */
  readonly ariEnabled?: StatedFact<number>;
  /** The kernel's type of a Function: `type 00 class 0x020000`. */
  readonly headerType?: StatedFact<number>;
  /** Reads of it give all ones: `(rev ff)`, `!!! Unknown header type 7f`. */
  readonly allOnes?: StatedFact<true>;
  /** Bytes of configuration space that the system has for it: the size of sysfs `config`. */
  readonly configSize?: StatedFact<number>;

  /** What was stated more than once, and differently. */
  readonly conflicts?: readonly StatedConflict[];
}

/** Nothing is stated. */
export const nothingStated: Stated = { fields: new Map(), regions: [], vfs: new Map() };
