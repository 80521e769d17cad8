/**
 * The permission bits of vfio-pci, read by hand in Linux 6.12.117, drivers/vfio/pci/vfio_pci_config.c: which bits it
 * keeps for the user (virt) and which the user can write (write), in the header and in capabilities.
 */
export interface Permission {
  readonly offset: number;
  readonly width: number;
  readonly virt: number;
  readonly write: number;
}

const row = (offset: number, width: number, virt: number, write: number): Permission => ({
  offset,
  width,
  virt,
  write,
});
const all32 = 0xffffffff;

/** init_pci_cap_basic_perm() */
const header: readonly Permission[] = [
  row(0x00, 2, 0xffff, 0),
  row(0x02, 2, 0xffff, 0),
  row(0x04, 2, 0x0400, 0xffff),
  row(0x06, 2, 0x0010, 0),
  row(0x0c, 1, 0, 0xff),
  row(0x0d, 1, 0, 0xff),
  row(0x0f, 1, 0, 0xff),
  ...[0, 1, 2, 3, 4, 5].map((n) => row(0x10 + 4 * n, 4, all32, all32)),
  row(0x30, 4, all32, all32),
  row(0x34, 1, 0xff, 0),
  row(0x3c, 1, 0xff, 0xff),
  row(0x3d, 1, 0xff, 0),
];

/** By capability: offsets from its start. The pointer to the next one is virtual in all of them. */
export const vfioPermissions: Readonly<Record<string, readonly Permission[]>> = {
  header,
  /** init_pci_cap_pm_perm(): the write of PowerState is caught, so it is neither virtual nor written. */
  pm: [row(0x02, 2, 0xf800, 0), row(0x04, 2, 0x8100, 0xffff & ~0x8103)],
  /** init_pci_cap_vpd_perm() */
  vpd: [row(0x02, 2, 0xffff, 0xffff), row(0x04, 4, all32, all32)],
  /** init_pci_cap_exp_perm() */
  pcie: [row(0x08, 2, 0x8000 | 0x00e0 | 0x7000, 0xffff & ~0x0200), row(0x28, 2, 0, 0xffff & ~0x0020)],
  /** init_pci_cap_msi_perm(), of 64 bits: control, address, data. */
  msi: [row(0x02, 1, 0xff, 0xff), row(0x04, 4, all32, all32), row(0x08, 4, all32, all32)],
  /** init_pci_ext_cap_err_perm() */
  aer: [
    row(0x04, 4, 0, 0x03fff031),
    row(0x08, 4, 0, 0x03fff031),
    row(0x0c, 4, 0, 0x03fff031),
    row(0x10, 4, 0, 0x0000f1c1),
    row(0x14, 4, 0, 0x0000f1c1),
    row(0x18, 4, 0, 0x00000140),
  ],
  /** No table: shown as they are, and what is written is dropped. */
  msix: [],
  ats: [],
  acs: [],
};
