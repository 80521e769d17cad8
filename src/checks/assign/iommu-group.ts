import type { Machine } from '../../machine/build.ts';
import { linksAreListed } from '../../machine/links-listed.ts';
import type { PciFunction } from '../../model/function.ts';
import { groupNumber, groupsIn, groupsSource, statedGroups, turnAcsOn } from '../groups.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep, harmlessDrivers, isBridge } from './define.ts';
import { endpoint, pf, port, portWithoutAcs, vf } from './example.ts';

const mostNamed = 4;

export default defineStep({
  meta: {
    id: 'assign/iommu-group',
    title: 'Its IOMMU group holds nothing that the host keeps',
    of: 'the Function, and all of its IOMMU group',
    reads: [],
    why: 'The IOMMU cannot keep the Functions of a group apart, so that all of them go to one guest, bridges excepted.',
    linux:
      'vfio: the group is not viable while a Function of it has a driver of the host (iommu_group_claim_dma_owner() returns -EPERM); QEMU says “group N is not viable”.',
    errno: 'EPERM',
    fix: 'Give the whole group to the guest (bind each Function of it to vfio-pci), or take a slot whose port has ACS; lsvf check groups says why the group is so.',
    source: `${groupsSource}; iommu_group_claim_dma_owner() in drivers/iommu/iommu.c; QEMU 10.0 hw/vfio/container.c`,
  },
  look({ system, fn, group }, read) {
    const number = groupNumber(fn);
    const stated = fn.stated.iommuGroup;
    const members =
      stated && number !== undefined ? statedGroups(system.machine).get(number) : group?.functions;
    if (!members || (!stated && group && !group.isKnown))
      return unknown(group?.because[0]?.seen ?? 'its IOMMU group cannot be told', {
        fields: group?.because[0]?.fields ?? [],
      });
    if (stated) read.stated(stated);
    else read.bases.add('bytes');
    const name = stated ? `group ${number}` : 'the group that Linux would form';
    const { all, kept } = endpointsOf(members, system.machine);
    if (isAlone(all, fn))
      return pass(`${name} holds it alone${members.length > 1 ? ', beside bridges' : ''}`);
    if (isAlone(kept, fn))
      return pass(
        `${name} also holds ${namesOf(all, fn)}, which no driver of the host has: they go together`,
      );
    const withAcsOn = stated ? undefined : groupsIn(system.machine).ofWithAcsOn.get(fn);
    if (withAcsOn && isAlone(endpointsOf(withAcsOn.functions, system.machine).kept, fn))
      return unknown(
        `with ACS as it is, ${name} also holds ${namesOf(kept, fn)}; with the ACS on that its ports have, none of them`,
        { fields: group?.because.flatMap(({ fields }) => fields) ?? [], fix: turnAcsOn },
      );
    const why = group && !stated ? `: ${group.because.map(({ seen }) => seen).join('; ')}` : '';
    return fail(`${name} also holds ${namesOf(kept, fn)}${why}`, {
      fields: group?.because.flatMap(({ fields }) => fields) ?? [],
    });
  },
  examples: {
    good: [
      { functions: [port(), endpoint()] },
      { functions: [port(), pf(), vf()] },
      {
        functions: [
          portWithoutAcs,
          endpoint({}, { address: '01:00.1', links: { driver: 'vfio-pci', iommu_group: '5' } }),
          endpoint(
            { 'header.header_type.multi_function': 1 },
            { links: { driver: 'nvme', iommu_group: '5' } },
          ),
        ],
      },
    ],
    bad: [
      { functions: [portWithoutAcs, pf(), vf()] },
      {
        functions: [
          port(),
          pf({ links: { driver: 'igb', iommu_group: '5' } }),
          vf({}, { links: { driver: 'vfio-pci', iommu_group: '5' } }),
        ],
      },
    ],
  },
});

interface Endpoints {
  readonly all: ReadonlySet<PciFunction>;
  /** Those that the host keeps. */
  readonly kept: ReadonlySet<PciFunction>;
}

/** By the list of a group's Functions: each of them asks for it. */
const endpoints = new WeakMap<readonly PciFunction[], Endpoints>();

function endpointsOf(members: readonly PciFunction[], machine: Machine): Endpoints {
  const known = endpoints.get(members);
  if (known) return known;
  const all = members.filter((fn) => !isBridge(fn));
  // A Function without a driver claims no DMA: it stays in the group, and is not a reason against it.
  const kept = all.filter((fn) => {
    const { driver } = fn.stated;
    return driver ? !harmlessDrivers.has(driver.value) : !linksAreListed(machine, fn);
  });
  const found = { all: new Set(all), kept: new Set(kept) };
  endpoints.set(members, found);
  return found;
}

/** Whether a list holds nobody but who asks. */
const isAlone = (list: ReadonlySet<PciFunction>, asking: PciFunction): boolean =>
  list.size === (list.has(asking) ? 1 : 0);

function namesOf(list: ReadonlySet<PciFunction>, asking: PciFunction): string {
  const others: PciFunction[] = [];
  for (const fn of list) {
    if (fn !== asking) others.push(fn);
    if (others.length === mostNamed) break;
  }
  const named = others.map(
    ({ address, stated: { driver } }) => `${address}${driver ? ` (${driver.value})` : ''}`,
  );
  const more = list.size - (list.has(asking) ? 1 : 0) - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
