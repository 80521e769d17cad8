import { vfs } from '../enable/define.ts';
import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, vfio } from './define.ts';
import { endpoint, pf, port } from './example.ts';

const enable = 'sriov.control.vf_enable';

export default defineStep({
  meta: {
    id: 'assign/pf-in-use',
    title: 'A PF that is given away has no VFs in use',
    of: 'the Function, if it is a PF',
    reads: [enable, 'sriov.num_vfs'],
    why: 'The driver of a PF takes its VFs down when it lets go, and a guest that has a PF could break every VF of it.',
    linux:
      'Unbinding the driver of the PF calls pci_disable_sriov(); some drivers keep VFs that are assigned (“VF is still assigned”). vfio-pci enables VFs of a PF it has only with enable_sriov=1.',
    errno: null,
    fix: 'Write 0 to sriov_numvfs of the PF first, or give the guest a VF and keep the PF.',
    source:
      'Linux 6.12 and 7.2: pci_disable_sriov() and pci_vfs_assigned() in drivers/pci/iov.c, vfio_pci_core_sriov_configure() in drivers/vfio/pci/vfio_pci_core.c',
  },
  look({ system, fn, view }, read) {
    if (!system.machine.pfs.has(fn.key)) return notApplicable('it is not a PF');
    const on = read.number(view, enable);
    const count = read.number(view, 'sriov.num_vfs');
    const fields = [enable] as const;
    const its = count === undefined ? 'its VFs' : vfs(count);
    if (on === undefined) return unknown('VF Enable is not in the dump', { fields });
    if (on === 0) return pass('its VFs are off; SR-IOV is hidden from the guest', { fields });
    if (read.stated(fn.stated.driver) === vfio)
      return pass(`vfio-pci has it with ${its} on, whose users need its VF token`, { fields });
    return fail(`${its} ${count === 1 ? 'is' : 'are'} enabled`, { fields });
  },
  examples: {
    good: [{ functions: [port(), endpoint({ 'sriov.total_vfs': 2 })] }],
    bad: [{ functions: [port(), pf()] }],
  },
});
