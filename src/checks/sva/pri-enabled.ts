import { defineStep, enabled } from './define.ts';
import { pf, port, vf } from './example.ts';

const enable = 'pri.control.enable';

export default defineStep({
  meta: {
    id: 'sva/pri-enabled',
    title: 'PRI is on',
    of: 'the Function that has PRI',
    reads: [enable],
    why: 'PRI Enable of a PF counts for its VFs; a VF cannot turn it on.',
    linux: 'pci_enable_pri() of a VF returns -EINVAL while that of its PF is off, else 0.',
    errno: 'EINVAL',
    fix: 'Let the PF itself be attached to a domain with page faults on the host, which turns PRI on.',
    source:
      'Linux 6.12 and 7.2: pci_enable_pri() in drivers/pci/ats.c, intel_iommu_sva_supported() in drivers/iommu/intel/svm.c',
    versions: '6.12 turns PRI on when a driver asks (IOMMU_DEV_FEAT_IOPF), 7.2 when VT-d finds the Function.',
  },
  look: (subject, read) => enabled(subject, read, enable, 'PRI'),
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [{ functions: [port(), pf({ [enable]: 0 }), vf()] }],
  },
});
