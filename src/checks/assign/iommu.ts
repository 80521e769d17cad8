import { linksAreListed } from '../../machine/links-listed.ts';
import { statedGroups } from '../groups.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, port } from './example.ts';

export default defineStep({
  meta: {
    id: 'assign/iommu',
    title: 'An IOMMU is in use',
    of: 'the system, and the Function',
    reads: [],
    why: 'A guest can make its Function read and write the host’s memory anywhere, unless an IOMMU translates its addresses.',
    linux:
      'vfio_group_find_or_alloc() finds no iommu_group and returns -EINVAL, so that vfio-pci does not take the Function, unless it is loaded with enable_unsafe_noiommu_mode=1, which protects nothing.',
    errno: 'EINVAL',
    fix: 'Turn VT-d, AMD-Vi or the SMMU on in the machine’s setup and boot with intel_iommu=on (AMD and Arm need no parameter, and not iommu=off); in a guest the VMM must give it an IOMMU.',
    source: 'Linux 6.12 and 7.2: vfio_group_find_or_alloc() in drivers/vfio/group.c',
    isOptional: true,
    condition: 'an IOMMU is in use',
  },
  look({ system: { machine }, fn }, read) {
    const group = read.stated(fn.stated.iommuGroup);
    if (group !== undefined) return pass(`it is in IOMMU group ${group}`);
    const isUsed = statedGroups(machine).size > 0;
    if (!linksAreListed(machine, fn))
      return isUsed
        ? unknown('others have an IOMMU group; the input states none for it')
        : unknown('the input states no IOMMU group, and does not say that there is none');
    read.bases.add('sysfs');
    return isUsed
      ? fail('it has no IOMMU group, which others have: no IOMMU translates for it')
      : fail('no Function has an IOMMU group, so that no IOMMU is in use');
  },
  examples: {
    good: [{ functions: [port(), endpoint({}, { links: { iommu_group: '5' } })] }],
    bad: [
      { functions: [port(), endpoint({}, { links: { subsystem: 'pci', driver: 'igb' } })] },
      {
        functions: [
          port(),
          endpoint({}, { address: '01:00.1', links: { subsystem: 'pci', iommu_group: '5' } }),
          endpoint({}, { links: { subsystem: 'pci' } }),
        ],
      },
    ],
  },
});
