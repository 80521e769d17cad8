import type { Table, When } from './define.ts';

/**
 * What a VF rule means: who governs a field, what a VF reads there, what counts, and how hard it is to give a guest the
 * field. The rows say which rule a field has; sharing, show, diff, the views, emulate and the VF lint rules ask here.
 */

/**
 * What a field is in a VF.
 * - `hardwired-zero`: reads 0 in a VF ("VF ROZ").
 * - `pf-value-applies`: reserved in a VF ("VF RsvdP"/"VF RsvdZ"); the PF's value governs the VF.
 * - `shared-in-pf`: exists once, in the PF (or in the PF's SR-IOV capability).
 * - `must-match-pf`: the VF has the field and must show the PF's value.
 * - `independent`: the VF has its own.
 * - `hardwired`: a constant in every VF.
 * - `reserved`: undefined in a VF.
 * - `not-implemented-in-vf`: the capability or field must not be in a VF.
 */
export type VfRule =
  | 'hardwired-zero'
  | 'pf-value-applies'
  | 'shared-in-pf'
  | 'must-match-pf'
  | 'independent'
  | 'hardwired'
  | 'reserved'
  | 'not-implemented-in-vf';

/**
 * How hard a shared field is to emulate for a guest that is given the VF.
 * 1: another control exists per VF; 2: software can emulate it; 3: no clean way.
 */
export type Hazard = 1 | 2 | 3;

/**
 * Whether a VF has the capability itself. `elsewhere`: it belongs to ports, Root Complexes, Function 0 or conventional
 * PCI, so that in a VF it has no meaning; `not-known`: no text says anything of VFs.
 */
export type InVf = 'own' | 'optional' | 'not-implemented' | 'elsewhere' | 'not-known' | 'unspecified';

/** What a program does with a field of a VF, and where that was read: version, file, function. */
export interface Said {
  readonly text: string;
  readonly read: string;
}

/** What is done with a field of a VF today. */
export interface Software {
  /** The kernel of the host, where the VF is used as it is. */
  readonly linux?: Said;
  /** vfio-pci, which shows the VF to a VMM. */
  readonly vfio?: Said;
  /** QEMU on top of vfio-pci, which shows it to a guest. */
  readonly qemu?: Said;
}

/**
 * What a VMM has to do with a field. `hardware`: let reads and writes through; `virtual`: keep a value of its own for
 * the guest; `fixed`: show a constant; `hidden`: take the capability out of the list.
 */
export type VmmAction = 'hardware' | 'virtual' | 'fixed' | 'hidden';

/** Where a VMM has to do something else than the rule and the access of the field tell. */
export interface VmmNeed {
  readonly action: VmmAction;
  /** What the guest reads at first; what the rule tells, unless stated. */
  readonly value?: number;
  readonly why: string;
  /** Whether a guest gets what it writes there, though the VF itself ignores it. */
  readonly carriedOut?: true;
}

/** A condition for a field to be in use, and in which Function it is looked for. */
export interface InUse {
  /** `governing`: the Function that governs; `vf`: the VF itself. */
  readonly in: 'governing' | 'vf';
  readonly when: When;
}

/** What a field is in a VF, why, and where that is stated. */
export interface VfInfo {
  /** Null where no text is known that says: then nothing is claimed. */
  readonly rule: VfRule | null;
  readonly hazard?: Hazard;
  readonly note?: string;
  /** Section with its edition, such as `r6 7.5.3.4`; `not known` where no text was found. */
  readonly spec?: string;
  /**
   * The Function that holds the value that governs, the PF unless stated; `ari-function-0` is Function 0 in an ARI
   * Device and the PF in others, `function-with` the lowest Function of the device for which `having` holds. With
   * `not-implemented-in-vf` it says that what this Function has applies to the VF all the same.
   */
  readonly from?: 'pf' | 'function-0' | 'ari-function-0' | 'lowest-pf' | 'function-with';
  /** With `function-with`: what tells that Function. */
  readonly having?: When;
  /** Path of the value that governs, in that function, where it is another path than the field's own. */
  readonly value?: string;
  /**
   * When the field is in use: any of these holds, or none can where the list is empty. Without them, when the value that
   * governs is not 0.
   */
  readonly inUse?: readonly InUse[];
  /** What its value means just now, where that depends on another field: said beside it. */
  readonly means?: { readonly in: 'governing'; readonly when: When; readonly text: string };
  readonly software?: Software;
  readonly vmm?: VmmNeed;
}

type More = Omit<VfInfo, 'rule' | 'hazard' | 'note'>;

/** What a field is in a VF. */
export function vf(rule: VfRule, hazard?: Hazard | null, note?: string, more: More = {}): VfInfo {
  return { rule, ...(hazard ? { hazard } : {}), ...(note ? { note } : {}), ...more };
}

/** A field of which no text says what it is in a VF. */
export const notKnownInVf = (note: string, more: More = {}): VfInfo => ({
  rule: null,
  note: `Not known: ${note}`,
  spec: 'not known',
  ...more,
});

/** What each rule means, where a row has no note of its own. */
export const ruleText: Readonly<Record<VfRule, string>> = {
  'hardwired-zero': 'Always 0 in a VF.',
  'pf-value-applies': "Reserved in a VF; the PF's value applies.",
  'shared-in-pf': 'Exists once, in the PF.',
  'must-match-pf': "Must show the PF's value.",
  independent: "The VF's own.",
  hardwired: 'A constant in every VF.',
  reserved: 'Undefined in a VF.',
  'not-implemented-in-vf': 'A VF does not have it.',
};

/** Why a field is what it is in a VF. */
export const noteOf = ({ note, rule }: VfInfo): string =>
  note ?? (rule === null ? 'Not known: no text says what it is in a VF.' : ruleText[rule]);

/** How hard a shared field is to give to a guest, in words. */
export const hazardWords: Readonly<Record<Hazard, string>> = {
  1: 'own control per VF',
  2: 'can be emulated',
  3: 'no clean way',
};

/** The same in a sentence. */
export const hazardText: Readonly<Record<Hazard, string>> = {
  1: 'another control exists for each VF',
  2: 'software can keep what the guest writes and show what counts',
  3: 'what the guest of one VF does would reach the others, or cannot be seen for one VF',
};

/** Worst first. */
export const hazardOrder = [3, 1, 2] as const satisfies readonly Hazard[];

/** The hazard class of a field that is shared; what a VF has of its own is not a hazard. */
export const sharedHazard = (info: VfInfo | undefined): Hazard | null =>
  info?.rule === 'independent' ? null : (info?.hazard ?? null);

const governedRules: ReadonlySet<VfRule | null> = new Set<VfRule>([
  'pf-value-applies',
  'shared-in-pf',
  'must-match-pf',
]);

/** Whether a field counts as one that another Function holds for the VF, or that must be the same there. */
export const isOfPf = (rule: VfRule | null): boolean => governedRules.has(rule);

/** Whether what another Function has counts for the VF. */
export const isGoverned = (info: Pick<VfInfo, 'rule' | 'from'> | undefined): boolean =>
  info !== undefined &&
  (isOfPf(info.rule) || (info.rule === 'not-implemented-in-vf' && info.from !== undefined));

/** Rules under which what a VF shows there never counts. */
const withoutEffect: ReadonlySet<VfRule | null> = new Set<VfRule>([
  'hardwired-zero',
  'pf-value-applies',
  'shared-in-pf',
  'reserved',
]);

/** Why the value that a VF shows does not count, if it does not. */
export function whyWithoutEffect(info: VfInfo | undefined): string | null {
  if (!info || !withoutEffect.has(info.rule)) return null;
  return info.note ?? "the PF's value counts";
}

/** Whether what a VF reads is replaced by what the PF says. */
export const isReadFromPf = (info: Pick<VfInfo, 'rule'> | undefined): boolean =>
  info?.rule === 'pf-value-applies' || info?.rule === 'shared-in-pf';

/** What a VF must read: 0 under these rules, whatever the PF has. */
const readsZero: ReadonlySet<VfRule | null> = new Set<VfRule>(['hardwired-zero', 'pf-value-applies']);

export const mustReadZero = (info: VfInfo | undefined): boolean =>
  info !== undefined && readsZero.has(info.rule);

/** Where it is stated what a field is in a VF. */
export const vfSource = (info: VfInfo, ...around: readonly (string | undefined)[]): string =>
  info.spec ??
  (info.rule === null ? 'not known' : (around.find((spec) => spec !== undefined) ?? 'not known'));

/** How bad it is that a VF has a capability: undefined when it may, or when nothing is known. */
export function misplacedInVf({ inVf }: Pick<Table, 'inVf'>): 'forbidden' | 'elsewhere' | undefined {
  if (inVf === 'not-implemented') return 'forbidden';
  return inVf === 'elsewhere' ? 'elsewhere' : undefined;
}
