import { defineStep, enabled } from './define.ts';
import { pf, port, vf } from './example.ts';

const enable = 'pasid.control.enable';

export default defineStep({
  meta: {
    id: 'sva/pasid-enabled',
    title: 'PASID is on',
    of: 'the Function that has PASID',
    reads: [enable],
    why: 'PASID Enable of a PF counts for its VFs; a VF cannot turn it on.',
    linux:
      'The IOMMU driver turns it on when it finds the PF. pci_enable_pasid() of a VF returns -EINVAL while that of its PF is off, else 0.',
    errno: 'EINVAL',
    fix: 'Boot with an IOMMU that has PASIDs in use (scalable mode of VT-d: intel_iommu=on,sm_on; SMMUv3 with substreams), so that Linux turns it on in the PF.',
    source:
      'Linux 6.12 and 7.2: pci_enable_pasid() in drivers/pci/ats.c, intel_iommu_probe_device() in drivers/iommu/intel/iommu.c, arm_smmu_enable_pasid() in drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c',
  },
  look: (subject, read) => enabled(subject, read, enable, 'PASID'),
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [{ functions: [port(), pf({ [enable]: 0 }), vf()] }],
  },
});
