import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port, vf, without } from './example.ts';

const width = 'pasid.capability.max_pasid_width';

export default defineStep({
  meta: {
    id: 'sva/vmm-shows',
    title: 'A guest that is given it sees PASID and PRI',
    of: 'the Function',
    reads: [width],
    why: 'A VF has neither PASID nor PRI, so that a guest sees none unless the VMM makes them up; vfio hides PASID in any case, and shows ATS read-only.',
    linux:
      'pci_enable_pasid() and pci_enable_pri() return -EINVAL in the guest, to which the VF is an ordinary Function.',
    errno: 'EINVAL',
    fix: 'Use a VMM that adds a PASID capability of its own with nested translation (iommufd), or share the process’s addresses on the host.',
    source:
      'Linux 6.12 and 7.2: pci_ext_cap_length[] in drivers/vfio/pci/vfio_pci_config.c (PASID: 0, not shown); QEMU 10.0 vfio_add_ext_cap() in hw/vfio/pci.c',
    side: 'guest',
  },
  look({ isVf, report, view, fn }, read) {
    if (isVf === undefined) return unknown('whether it is a VF of this system cannot be told');
    if (isVf)
      return fail('vfio shows a guest ATS read-only, and neither PASID nor PRI: both are in the PF', { fn });
    if (report.verdict.attachment === 'detached') {
      const has = read.number(view, width) !== undefined;
      return has
        ? pass('the VMM added PASID to this VF')
        : fail('this system is a guest to which the VMM shows no PASID');
    }
    if (read.number(view, width) === undefined) return pass('it has no PASID that could be hidden');
    return fail('vfio hides PASID; PRI is shown, and read-only');
  },
  examples: {
    good: [{ functions: [port(), without(pf(), 'pasid')] }],
    bad: [{ functions: [port(), pf(), vf()] }, { functions: [port(), pf()] }],
  },
});
