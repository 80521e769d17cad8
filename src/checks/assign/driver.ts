import { linksAreListed } from '../../machine/links-listed.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep, vfio } from './define.ts';
import { endpoint, port } from './example.ts';

/** Functions that vfio-pci refuses: QAT of the first generations, DSA and IAX of Sapphire Rapids. */
const denied: ReadonlySet<number> = new Set([0x19e2, 0x19e3, 0x37c8, 0x37c9, 0x0435, 0x0443, 0x0b25, 0x0cfe]);
const intel = 0x8086;

export default defineStep({
  meta: {
    id: 'assign/driver',
    title: 'vfio-pci can have the Function',
    of: 'the Function',
    reads: [],
    why: 'The driver that has it now must let it go, and vfio-pci must take it. It refuses some parts of Intel whose faults a guest could use against the host.',
    linux: 'vfio_pci_probe(): “exists in vfio-pci device denylist, driver probing disallowed.”',
    errno: 'EINVAL',
    fix: 'Give it to a guest that is trusted only, with vfio-pci loaded with disable_denylist=1.',
    source: 'Linux 6.12 and 7.2: vfio_pci_dev_in_denylist() in drivers/vfio/pci/vfio_pci.c',
    isOptional: true,
  },
  look({ system, fn, vendor, device }, read) {
    const driver = read.stated(fn.stated.driver);
    if (driver === vfio) return pass('vfio-pci has it');
    if (vendor === intel && device !== undefined && denied.has(device)) {
      read.bases.add('bytes');
      return fail(`8086:${device.toString(16).padStart(4, '0')} is on the list that vfio-pci refuses`);
    }
    if (driver !== undefined)
      return pass(`${driver} has it, which must let it go first (virsh nodedev-detach, driverctl)`);
    if (linksAreListed(system.machine, fn)) {
      read.bases.add('sysfs');
      return pass(
        'no driver has it, so that vfio-pci can be bound to it (driver_override, then drivers_probe)',
      );
    }
    return unknown('the input does not state which driver has it', {
      fix: 'Bind it to vfio-pci: echo vfio-pci > driver_override, then drivers_probe.',
    });
  },
  examples: {
    good: [{ functions: [port(), endpoint({}, { links: { driver: 'vfio-pci' } })] }],
    bad: [{ functions: [port(), endpoint({ 'header.vendor_id': 0x8086, 'header.device_id': 0x0b25 })] }],
  },
});
