import { notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { endpoint, port } from './example.ts';

const rom = 'header.expansion_rom.base_address';

export default defineStep({
  meta: {
    id: 'assign/rom',
    title: 'A guest gets its expansion ROM, if it has one',
    of: 'the Function',
    reads: [rom],
    why: 'A guest that boots from the Function, or shows its console on it, runs its ROM. A VF has none, and a ROM that the host has run may no longer read as it was.',
    linux:
      'vfio_pci_ioctl_get_region_info() gives the ROM a size where it can be mapped, or has a shadow; else the guest has none.',
    errno: null,
    fix: 'Give QEMU the ROM as a file (romfile=), or leave it out (rombar=0) where the guest does not boot from it.',
    source:
      'Linux 6.12 and 7.2: vfio_pci_ioctl_get_region_info() in drivers/vfio/pci/vfio_pci_core.c; QEMU 10.0 vfio_pci_size_rom() in hw/vfio/pci.c',
    isInformation: true,
    isOptional: true,
  },
  look({ fn, view, isVf }, read) {
    if (isVf) return notApplicable('a VF has no expansion ROM');
    const address = read.number(view, rom);
    const stated = fn.statedRegions.find(({ of, index }) => of === 'function' && index === 6);
    if (stated) {
      read.bases.add(stated.by);
      const size = stated.size === undefined ? '' : ` of ${stated.size} bytes`;
      return pass(`it has a ROM${size}${stated.address === undefined ? ', with no address assigned' : ''}`);
    }
    if (address === undefined) return unknown('the register of the ROM is not in the dump');
    const fields = [rom] as const;
    return pass(address === 0 ? 'no ROM, or none with an address' : 'it has a ROM with an address', {
      fields,
    });
  },
  examples: { good: [{ functions: [port(), endpoint()] }], bad: [] },
});
