import type { PciFunction } from '../../model/function.ts';
import type { StatedFact } from '../../model/stated.ts';

/** Drivers of PFs with `sriov_configure`, as read in Linux 7.2; others may be outside the kernel's tree. */
const configuring: ReadonlySet<string> = new Set(
  (
    'hns3 sfc sfc_ef100 sfc-siena LiquidIO alibaba_eea pds_core mlx5_core be2net ionic ice i40e idpf ixgbe fm10k igb ' +
    'octeon_ep rvu_nicpf hinic hinic3 funeth fsl_enetc qede qlcnic txgbe ngbe ena nfp bnxt_en bnx2x cxgb4 amdxdna ' +
    'hisi_sec2 hisi_zip hisi_hpre n5pf 420xx c6xx 4xxx c3xxx 6xxx dh895xcc octeontx-cpt rvu_cptpf nvme xe pci-pf-stub ' +
    'virtio-pci'
  ).split(' '),
);

/** VFs that a driver allows whatever its part has: `pci_sriov_set_totalvfs()` with a constant, Linux 6.12 and 7.2. */
const limits: Readonly<Record<string, number>> = { igb: 7, ixgbe: 63, txgbe: 63, ngbe: 7 };

export const canConfigure = (driver: string): boolean => configuring.has(driver);

/** How many VFs the driver of a PF allows: what sysfs states, or what is known about the driver that the input names. */
export function driverLimit({ stated }: PciFunction): StatedFact<number> | undefined {
  if (stated.driverTotalVfs) return stated.driverTotalVfs;
  const { driver } = stated;
  const limit = driver && limits[driver.value];
  return limit === undefined || !driver ? undefined : { value: limit, by: driver.by };
}
