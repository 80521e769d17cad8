import { linksAreListed } from '../../machine/links-listed.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { canConfigure } from './drivers.ts';
import { pf, port } from './example.ts';

const bound = (driver: string) => ({ attributes: { sriov_totalvfs: '8' }, links: { driver } });

export default defineStep({
  meta: {
    id: 'enable/driver',
    title: 'A driver that enables VFs has the PF',
    of: 'the PF',
    reads: [],
    why: 'The kernel leaves it to the driver of the PF to enable VFs. pci-pf-stub does it where a PF needs no other driver.',
    linux:
      'sriov_numvfs_store(): “no driver bound to device; cannot configure SR-IOV” or “driver does not support SR-IOV configuration via sysfs”.',
    errno: 'ENOENT',
    fix: 'Bind the driver of the part, or pci-pf-stub (echo pci-pf-stub > driver_override, then drivers_probe).',
    source:
      'Linux 6.12 and 7.2: sriov_numvfs_store() in drivers/pci/iov.c; drivers with sriov_configure as read in 7.2',
    isOptional: true,
  },
  look({ system, fn, enabled }, read) {
    const driver = read.stated(fn.stated.driver);
    if (driver !== undefined) {
      if (enabled) return pass(`${driver} has it, with VFs enabled`);
      if (canConfigure(driver)) return pass(`${driver} has it, which enables VFs`);
      if (driver === 'vfio-pci')
        return unknown('vfio-pci has it, which enables VFs only with its parameter enable_sriov=1', {
          linux: 'vfio_pci_sriov_configure() returns -ENOENT without enable_sriov.',
          fix: 'Load vfio-pci with enable_sriov=1, or bind the driver of the part; VFs of a PF on vfio-pci need a VF token.',
        });
      return unknown(`${driver} has it; whether it enables VFs is not known here`);
    }
    if (linksAreListed(system.machine, fn) && !enabled) {
      read.bases.add('sysfs');
      return fail('no driver has it');
    }
    return enabled
      ? pass('VFs are enabled, so a driver did it')
      : unknown('the input does not state which driver has it');
  },
  examples: {
    good: [{ functions: [port(), pf({}, bound('igb'))] }],
    bad: [{ functions: [port(), pf({}, { links: { subsystem: 'pci' } })] }],
  },
});
