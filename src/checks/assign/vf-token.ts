import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, vfio } from './define.ts';
import { pf, port, vf } from './example.ts';

export default defineStep({
  meta: {
    id: 'assign/vf-token',
    title: 'No VF token is needed',
    of: 'the PF of a VF',
    reads: [],
    why: 'A PF on vfio-pci belongs to a process of a user: whoever opens one of its VFs shows by a token that the two trust each other.',
    linux: 'vfio_pci_validate_vf_token(): “VF token required to access device”.',
    errno: 'EACCES',
    fix: 'Open the VF with the token of the PF: vf-token=UUID of QEMU’s vfio-pci, --vfio-vf-token of DPDK; the user of the PF sets it.',
    source:
      'Linux 6.12 and 7.2: vfio_pci_validate_vf_token(), vfio_pci_vf_init() in drivers/vfio/pci/vfio_pci_core.c',
    versions:
      'In 7.2 the token is matched by vfio_pci_core_match_token_uuid(), also for devices that are opened by iommufd’s cdev; 6.12 reads it from the name that is opened in the group only.',
    isOptional: true,
  },
  look({ isVf, pf: of }, read) {
    if (isVf === undefined) return unknown('whether it is a VF of this system cannot be told');
    if (!isVf) return notApplicable('it is not a VF of this system');
    if (!of) return unknown('its PF is not in the dump');
    const driver = read.stated(of.fn.stated.driver);
    if (driver === undefined)
      return unknown(`the input does not state which driver has its PF ${of.fn.address}`);
    return driver === vfio
      ? fail(`vfio-pci has its PF ${of.fn.address}`, { fn: of.fn })
      : pass(`${driver} has its PF ${of.fn.address}`, { fn: of.fn });
  },
  examples: {
    good: [{ functions: [port(), pf({ links: { driver: 'igb' } }), vf()] }],
    bad: [{ functions: [port(), pf({ links: { driver: 'vfio-pci' } }), vf()] }],
  },
});
