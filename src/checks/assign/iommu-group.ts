import type { PciFunction } from '../../model/function.ts';
import { groupNumber, groupsSource } from '../groups.ts';
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
      stated && number !== undefined
        ? [...system.machine.byKey.values()].filter((other) => groupNumber(other) === number)
        : group?.functions;
    if (!members || (!stated && group && !group.isKnown))
      return unknown(group?.because[0]?.seen ?? 'its IOMMU group cannot be told', {
        fields: group?.because[0]?.fields ?? [],
      });
    if (stated) read.stated(stated);
    else read.bases.add('bytes');
    const name = stated ? `group ${number}` : 'the group that Linux would form';
    const others = members.filter((other) => other !== fn && !isBridge(other));
    const kept = others.filter((other) => {
      const driver = other.stated.driver?.value;
      return driver === undefined || !harmlessDrivers.has(driver);
    });
    if (others.length === 0)
      return pass(`${name} holds it alone${members.length > 1 ? ', beside bridges' : ''}`);
    if (kept.length === 0)
      return pass(`${name} also holds ${namesOf(others)}, which vfio-pci has too: they go together`);
    const why = group && !stated ? `: ${group.because.map(({ seen }) => seen).join('; ')}` : '';
    return fail(`${name} also holds ${namesOf(kept)}${why}`, {
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

function namesOf(list: readonly PciFunction[]): string {
  const named = list
    .slice(0, mostNamed)
    .map(({ address, stated: { driver } }) => `${address}${driver ? ` (${driver.value})` : ''}`);
  const more = list.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
