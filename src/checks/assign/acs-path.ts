import { isolationAbove } from '../../machine/isolation/acs.ts';
import { turnAcsOn } from '../groups.ts';
import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, isBridge } from './define.ts';
import { endpoint, pf, port, portWithoutAcs, vf } from './example.ts';

export default defineStep({
  meta: {
    id: 'assign/acs-path',
    title: 'The ports above send its requests to the IOMMU',
    of: 'every bridge above the Function',
    reads: [],
    why: 'A port without ACS may pass a request on to another Function below it, past the IOMMU: a guest could read and write what is another’s.',
    linux:
      'pci_acs_path_enabled() is false, so that pci_device_group() puts all Functions below the port into its group.',
    errno: null,
    fix: 'Take a slot below a port with ACS. pcie_acs_override, which is not in the kernel, changes the groups and not the hardware.',
    source:
      'Linux 6.12 and 7.2: pci_acs_path_enabled() in drivers/pci/pci.c, pci_dev_acs_enabled[] in drivers/pci/quirks.c; PCIe 6.0 §6.12',
  },
  look({ system, fn, group }, read) {
    const above = isolationAbove(fn, system.machine);
    if (!above) return notApplicable('no bridge above it is in the dump');
    const more = { fn: above.fn, fields: above.fields };
    if (above.holds === undefined) return unknown(above.seen, more);
    read.bases.add('bytes');
    if (above.holds) return pass(above.seen, more);
    const isShared = (group?.functions ?? []).some((other) => other !== fn && !isBridge(other));
    if (!isShared) return pass(`${above.seen}, and nothing else is below it`, more);
    const isCapable = isolationAbove(fn, system.machine, { capableIsOn: true })?.holds === true;
    return isCapable ? unknown(above.seen, { ...more, fix: turnAcsOn }) : fail(above.seen, more);
  },
  examples: {
    good: [{ functions: [port(), endpoint()] }, { functions: [portWithoutAcs, endpoint()] }],
    bad: [{ functions: [portWithoutAcs, pf(), vf()] }],
  },
});
