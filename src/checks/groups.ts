import type { Machine } from '../machine/build.ts';
import { type Group, groupsOf } from '../machine/isolation/groups.ts';
import type { PciFunction } from '../model/function.ts';

/** A group that Linux would form, beside what the input states. */
export interface CheckedGroup extends Group {
  /** Number of the group that the input states for its Functions; null where it states none, or several. */
  readonly stated: number | null;
  /** Numbers that are stated for its Functions, where they are several. */
  readonly statedNumbers: readonly number[];
  /** Whether the input states the same Functions together; null where it does not say, or this is not known. */
  readonly agrees: boolean | null;
}

export interface Groups {
  readonly groups: readonly CheckedGroup[];
  /** The group of each Function. */
  readonly of: ReadonlyMap<PciFunction, CheckedGroup>;
  /**
   * How many groups there would be with every ACS service on that the ports have; undefined where it makes no
   * difference. Linux turns them on at boot when an IOMMU is used.
   */
  readonly withAcsOn: number | undefined;
  /** The group that each Function would be in then. */
  readonly ofWithAcsOn: ReadonlyMap<PciFunction, Group>;
}

const known = new WeakMap<Machine, Groups>();

/** The same, kept for the next question about the system. */
export function groupsIn(machine: Machine): Groups {
  const found = known.get(machine) ?? checkGroups(machine);
  known.set(machine, found);
  return found;
}

/** The groups of a system, each with its reasons and compared with those that the input states. */
export function checkGroups(machine: Machine): Groups {
  const groups = groupsOf(machine);
  const members = statedGroups(machine);
  const checked = groups.map((group): CheckedGroup => {
    const numbers = [...new Set(group.functions.flatMap((fn) => groupNumber(fn) ?? []))].sort(
      (a, b) => a - b,
    );
    const [first] = numbers;
    const inside = new Set(group.functions);
    const isWhole = first !== undefined && (members.get(first) ?? []).every((fn) => inside.has(fn));
    return {
      ...group,
      stated: numbers.length === 1 ? (first ?? null) : null,
      statedNumbers: numbers,
      agrees: numbers.length === 0 || !group.isKnown ? null : numbers.length === 1 && isWhole,
    };
  });
  const withAcs = groupsOf(machine, { capableIsOn: true });
  return {
    groups: checked,
    of: ofEach(checked),
    withAcsOn: withAcs.length === groups.length ? undefined : withAcs.length,
    ofWithAcsOn: ofEach(withAcs),
  };
}

const ofEach = <G extends Group>(groups: readonly G[]): Map<PciFunction, G> =>
  new Map(groups.flatMap((group) => group.functions.map((fn) => [fn, group] as const)));

const stated = new WeakMap<Machine, ReadonlyMap<number, readonly PciFunction[]>>();

/** The Functions of each IOMMU group that the input states. */
export function statedGroups(machine: Machine): ReadonlyMap<number, readonly PciFunction[]> {
  const found = stated.get(machine);
  if (found) return found;
  const groups = new Map<number, PciFunction[]>();
  for (const fn of machine.byKey.values()) {
    const number = groupNumber(fn);
    if (number === undefined) continue;
    const members = groups.get(number);
    if (members) members.push(fn);
    else groups.set(number, [fn]);
  }
  stated.set(machine, groups);
  return groups;
}

/** Number of the IOMMU group that the input states. */
export const groupNumber = (fn: PciFunction): number | undefined => fn.stated.iommuGroup?.value;

/** Where ports could keep Functions apart, and do not yet. */
export const turnAcsOn =
  'Boot with the IOMMU in use (intel_iommu=on, or the firmware setting of AMD and Arm machines): Linux then turns on the ACS that these ports have. Ask again with the dump of that boot.';

export const groupsSource =
  'Linux 6.12 and 7.2: pci_device_group() in drivers/iommu/iommu.c, pci_for_each_dma_alias() in drivers/pci/search.c, pci_acs_enabled() in drivers/pci/pci.c, pci_dev_acs_enabled[] in drivers/pci/quirks.c';
export const groupsVersions =
  '7.2 counts Source Validation of IDT switches 111d:80b5 and 111d:8090 as not implemented (pci_disable_broken_acs_cap()); 6.12 does not.';
