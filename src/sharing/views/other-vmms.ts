/** A virtual machine monitor other than QEMU with vfio-pci, and what is known about how it shows a VF. */
export interface OtherVmm {
  readonly name: string;
  readonly text: string;
  /** Where that was read; null where nothing was. */
  readonly read: string | null;
}

const notKnown = (name: string): OtherVmm => ({ name, text: 'not known', read: null });

/** Said beside the view of a guest, which is QEMU's. */
export const otherVmms: readonly OtherVmm[] = [
  {
    name: 'cloud-hypervisor',
    text: 'puts ID 0000h in place of ARI, Resizable BAR and SR-IOV; other extended capabilities are as vfio-pci shows them',
    read: 'cloud-hypervisor 0095556 pci/src/vfio.rs, parse_extended_capabilities()',
  },
  {
    name: 'Hyper-V',
    text: 'the guest reads IDs, class and subsystem from what the host says about the device; ROM, Interrupt Line and Pin read 0; some VFs get a Device ID of their own',
    read: 'Linux 6.12 drivers/pci/controller/pci-hyperv.c, _hv_pcifront_read_config(); ID tables of igbvf, ixgbevf, iavf, bnxt',
  },
  {
    name: 'Xen',
    text: 'emulates the first 256 bytes register by register and hides PCI Express of an 82599 VF; the rest is not known',
    read: 'QEMU 10.0.13 hw/xen/xen_pt_config_init.c, xen_pt_hide_dev_cap()',
  },
  notKnown('ESXi'),
  notKnown('Jailhouse'),
  notKnown('crosvm'),
];
