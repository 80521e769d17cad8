import type { PortKind } from '../port.ts';

/**
 * Functions that Linux takes to be isolated, or not, whatever their ACS says. Facts of `pci_dev_acs_enabled[]` in
 * drivers/pci/quirks.c, which is the same in 6.12 and 7.2.
 */
export interface AcsQuirk {
  readonly vendor: number;
  /** IDs, or ranges of them; all of the vendor without. */
  readonly devices?: readonly (number | readonly [first: number, last: number])[];
  /** Only Functions of these kinds. */
  readonly kinds?: readonly PortKind[];
  /** Only Functions of a multifunction device on a root bus. */
  readonly onRootOnly?: true;
  /**
   * The first that fits counts. `isolated`: as if Source Validation, Request and Completion Redirect and Upstream Forwarding were on.
   * `never`: not isolated, whatever its ACS says. `wide-control`: its ACS Control is 32 bits wide at +08h. `firmware`: isolated once a kernel set chipset registers
   * that no configuration space shows, which it does at boot when an IOMMU is used. `amd-iommu`: isolated if the
   * machine has an AMD IOMMU.
   */
  readonly how: 'isolated' | 'never' | 'wide-control' | 'firmware' | 'amd-iommu';
  /** What the kernel calls it. */
  readonly name: string;
}

const multifunction = { how: 'isolated', name: 'pci_quirk_mf_endpoint_acs' } as const;
const rootPort = ['root-port'] as const;
const downstream = ['root-port', 'downstream-port'] as const;

export const acsQuirks: readonly AcsQuirk[] = [
  {
    vendor: 0x1002,
    devices: [[0x4383, 0x4385], 0x4399, [0x439c, 0x439d]],
    onRootOnly: true,
    how: 'amd-iommu',
    name: 'pci_quirk_amd_sb_acs',
  },
  {
    vendor: 0x1022,
    devices: [0x780f, 0x7809],
    onRootOnly: true,
    how: 'amd-iommu',
    name: 'pci_quirk_amd_sb_acs',
  },
  { vendor: 0x1924, devices: [0x0903, 0x0923, 0x0a03], ...multifunction },
  {
    vendor: 0x8086,
    devices: [
      0x10c6,
      0x10db,
      0x10dd,
      0x10e1,
      0x10f1,
      [0x10f7, 0x10fc],
      0x1507,
      0x1514,
      0x151c,
      [0x1529, 0x152a],
      0x154d,
      0x154f,
      0x1551,
      0x1558,
      0x1509,
      [0x150e, 0x1511],
      0x1516,
      0x1527,
      0x10c9,
      [0x10e6, 0x10e8],
      0x150a,
      0x150d,
      0x1518,
      0x1526,
      0x10a7,
      0x10a9,
      0x10d6,
      [0x1521, 0x1524],
      [0x105e, 0x1060],
      0x10d9,
      [0x15b7, 0x15b8],
    ],
    ...multifunction,
  },
  { vendor: 0x8086, kinds: ['integrated-endpoint'], how: 'isolated', name: 'pci_quirk_rciep_acs' },
  {
    vendor: 0x17cb,
    devices: [[0x0400, 0x0401], 0x0115, 0x0111, 0x0120],
    how: 'isolated',
    name: 'pci_quirk_qcom_rp_acs',
  },
  { vendor: 0x1dbf, devices: [0x0401], how: 'isolated', name: 'pci_quirk_qcom_rp_acs' },
  {
    vendor: 0x8086,
    devices: [
      [0x3b42, 0x3b51],
      [0x1c10, 0x1c1f],
      [0x1e10, 0x1e1f],
      [0x8c10, 0x8c1f],
      [0x9c10, 0x9c1b],
      [0x9c90, 0x9c9b],
      0x1d10,
      0x1d12,
      0x1d14,
      0x1d16,
      0x1d18,
      0x1d1a,
      0x1d1c,
      0x1d1e,
      [0x8d10, 0x8d1e],
      0x8c90,
      0x8c92,
      0x8c94,
      0x8c96,
      0x8c98,
      0x8c9a,
      0x8c9c,
      0x8c9e,
    ],
    kinds: rootPort,
    how: 'firmware',
    name: 'pci_quirk_intel_pch_acs',
  },
  {
    vendor: 0x8086,
    devices: [
      [0xa110, 0xa11f],
      [0xa167, 0xa16a],
      [0xa290, 0xa29f],
      [0xa2e7, 0xa2ee],
      [0x9d10, 0x9d1b],
    ],
    kinds: rootPort,
    how: 'wide-control',
    name: 'pci_quirk_intel_spt_pch_acs',
  },
  { vendor: 0x19a2, devices: [0x0710], ...multifunction },
  { vendor: 0x10df, devices: [0x0720], ...multifunction },
  {
    vendor: 0x177d,
    devices: [[0xa000, 0xa7ff], 0xaf84, 0xb884],
    kinds: rootPort,
    how: 'isolated',
    name: 'pci_quirk_cavium_acs',
  },
  { vendor: 0x177d, devices: [0xa026, [0xa059, 0xa060]], ...multifunction },
  { vendor: 0x10e8, devices: [0xe004], how: 'isolated', name: 'pci_quirk_xgene_acs' },
  { vendor: 0x1def, devices: [[0xe005, 0xe00c]], how: 'isolated', name: 'pci_quirk_xgene_acs' },
  { vendor: 0x14e4, devices: [0x16d7, [0x1750, 0x1752], [0x1760, 0x1763]], ...multifunction },
  { vendor: 0x14e4, devices: [0xd714], how: 'isolated', name: 'pci_quirk_brcm_acs' },
  {
    vendor: 0x0014,
    devices: [0x3c09, 0x3c19, 0x3c29, 0x7a09, 0x7a19, 0x7a29, 0x7a39, 0x7a49, 0x7a59, 0x7a69],
    how: 'isolated',
    name: 'pci_quirk_loongson_acs',
  },
  { vendor: 0x1c36, devices: [0x0031], kinds: rootPort, how: 'isolated', name: 'pci_quirk_al_acs' },
  { vendor: 0x1d17, devices: [0x3038, 0x3104, 0x9083], ...multifunction },
  {
    vendor: 0x1957,
    devices: [
      [0x8d80, 0x8d83],
      [0x8d88, 0x8d89],
      0x8d8b,
      [0x8d90, 0x8d93],
      [0x8d98, 0x8d99],
      0x8d9b,
      [0x8da0, 0x8da1],
      [0x8da8, 0x8da9],
      [0x8db0, 0x8db1],
      [0x8db8, 0x8db9],
    ],
    how: 'isolated',
    name: 'pci_quirk_nxp_rp_acs',
  },
  {
    vendor: 0x1d17,
    devices: [[0x0710, 0x071e], 0x0721, [0x0723, 0x0752]],
    kinds: downstream,
    how: 'isolated',
    name: 'pci_quirk_zhaoxin_pcie_ports_acs',
  },
  { vendor: 0x1d17, kinds: downstream, how: 'never', name: 'pci_quirk_zhaoxin_pcie_ports_acs' },
  {
    vendor: 0x8088,
    devices: [[0x0100, 0x010f], 0x1001, 0x2001, 0x5010, 0x5025, 0x5040, 0x5110, 0x5125, 0x5140],
    how: 'isolated',
    name: 'pci_quirk_wangxun_nic_acs',
  },
  { vendor: 0x8088, how: 'never', name: 'pci_quirk_wangxun_nic_acs' },
];

/** Whether a list of IDs and ranges holds a Device ID; a list that is not there holds all. */
export const holdsDevice = (list: AcsQuirk['devices'], device: number | undefined): boolean =>
  list === undefined ||
  (device !== undefined &&
    list.some((entry) =>
      typeof entry === 'number' ? entry === device : device >= entry[0] && device <= entry[1],
    ));

/** Switches whose Source Validation Linux 7.2 counts as not implemented (`pci_disable_broken_acs_cap()`). */
export const brokenSourceValidation = { vendor: 0x111d, devices: [0x80b5, 0x8090] } as const;
