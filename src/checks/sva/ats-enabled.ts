import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port, vf } from './example.ts';

const enable = 'ats.control.enable';

export default defineStep({
  meta: {
    id: 'sva/ats-enabled',
    title: 'ATS is on in the Function',
    of: 'the Function',
    reads: [enable],
    why: 'A VF has its own ATS Enable: that of the PF does not count for it.',
    linux: 'intel_iommu_sva_supported() returns -EINVAL while ats_enabled is not set.',
    errno: 'EINVAL',
    fix: 'Boot with an IOMMU that offers ATS to this slot (ATSR or SATC of VT-d), without pci=noats; Linux turns it on when it finds the Function.',
    source:
      'Linux 6.12 and 7.2: pci_enable_ats() in drivers/pci/ats.c, intel_iommu_sva_supported() in drivers/iommu/intel/svm.c',
    versions:
      '6.12 checks in intel_iommu_enable_sva() (drivers/iommu/intel/iommu.c), 7.2 in intel_iommu_sva_supported().',
  },
  look({ view, fn }, read) {
    const on = read.number(view, enable);
    const fields = [enable] as const;
    if (on === undefined)
      return read.isAbsent(view, enable)
        ? notApplicable('it has no ATS')
        : unknown('ATS Control is not in the dump', { fields });
    return on === 1
      ? pass(`ATS Enable of ${fn.address} is 1`, { fields })
      : fail(`ATS Enable of ${fn.address} is 0`, { fields });
  },
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [{ functions: [port(), pf(), vf({ [enable]: 0 })] }],
  },
});
