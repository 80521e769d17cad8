import { acsPath, pasidServices } from '../../machine/isolation/acs.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf } from './example.ts';

export default defineStep({
  meta: {
    id: 'sva/pasid-acs',
    title: 'ACS keeps requests with a PASID on the way to the IOMMU',
    of: 'the Function that has PASID, and every bridge above it',
    reads: [],
    why: 'A port does not look at the PASID: an address of a process that looks like one of another Function would be sent there.',
    linux:
      'pci_enable_pasid() returns -EINVAL unless pci_acs_path_enabled() finds P2P Request Redirect and Upstream Forwarding on the whole way up.',
    errno: 'EINVAL',
    fix: 'Turn ACS on in the ports (Linux does at boot when an IOMMU is used), or take a slot whose ports have it.',
    source:
      'Linux 6.12 and 7.2: pci_enable_pasid() in drivers/pci/ats.c, pci_acs_path_enabled() in drivers/pci/pci.c; PCIe 6.0 §6.12',
  },
  look(subject, read) {
    const { system, holder } = subject;
    if (!holder) return unknown(noHolder(subject));
    const path = acsPath(holder.fn, system.machine, pasidServices);
    const more = { fn: path.fn, fields: path.fields };
    if (path.holds === undefined) return unknown(path.seen, more);
    read.bases.add('bytes');
    if (!path.holds) return fail(path.seen, more);
    const bridge = system.machine.bridgeAbove(holder.fn);
    const above = bridge ? acsPath(bridge.fn, system.machine, pasidServices) : path;
    return pass(above.seen, { fn: above.fn, fields: above.fields });
  },
  examples: {
    good: [{ functions: [port(), pf()] }, { functions: [port(), pf(), vf()] }],
    bad: [{ functions: [port({ 'acs.control': 1 }), pf(), vf()] }],
  },
});
