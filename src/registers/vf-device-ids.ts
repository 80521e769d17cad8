type Ids = ReadonlyMap<number, ReadonlySet<number>>;

function idTable(text: Readonly<Record<string, string>>): Ids {
  return new Map(
    Object.entries(text).map(([vendor, devices]) => [
      parseInt(vendor, 16),
      new Set(devices.split(' ').map((device) => parseInt(device, 16))),
    ]),
  );
}

/**
 * Device IDs that only VFs have, by vendor: the ID tables of the Linux drivers that drive VFs (igbvf, ixgbevf,
 * iavf, idpf, fm10k, the QAT VF drivers, mlx4, mlx5, bnxt, bnx2x, hns3, hisi_zip/sec/hpre, enetc_vf, sfc, be2net,
 * ionic, liquidio_vf, ngbevf, txgbevf, amdgpu) and pci.ids of April 2023. IDs that a PF may have as well (NVMe,
 * graphics) are left out, for they decide nothing.
 */
const vfIds: Ids = idTable({
  '1002': '73ce 74b5 74b9',
  '1077': '1664 8090 8430 8431',
  '10df': '0728 072a 072b 072c e208 e268',
  '1137': '0071',
  '14e4': '1606 1609 163f 166f 16a9 16ad 16af 16c1 16cb 16d3 16dc 16e1 16e5 1806 1807 1819 d800',
  '15b3': '1002 1004 1012 1014 1016 1018 101a 101c 101e 7103 7123 a2d3',
  '177d': '9712 9713 a033 a034 a064 a0f7 a0f8',
  '1924': '1803 1813 1903 1923 1a03 1b03',
  '1957': 'ef00',
  '19e5': '375e 375f 379e 379f a22e a22f a251 a256 a259 a25b',
  '1dd8': '1003 1006 100b 100d',
  '1f3f': '9001 9003 9008',
  '8086':
    '0442 0443 0dd5 10ca 10ed 145c 1515 1520 154c 1565 15a5 15a8 15c5 1889 18a1 18ef 19e3 1f44 2715 374d 37c9 37cd 4941 4943 4945 4947 4949 57ad',
  '8088': '0111 0113 0115 0117 0119 011a 011b 1000 2000',
  '8848': '1080 1081',
});

/** VFs to which a Hyper-V host gives an ID of their own in its guests (igbvf, ixgbevf, iavf, bnxt tables, pci.ids). */
const hyperVIds: Ids = idTable({
  '8086': '152e 152f 1530 1564 1571 15a9 15b4 37d9',
  '14e4': '1607 1608 16bd 16c2 16c3 16c4 16c5 16e6 1808 1809 181b',
  '1f3f': '9002 9004 9009',
});

const chelsio = 0x1425;
/** Chelsio's T4, T5 and T6 VFs have 48xxh, 58xxh and 68xxh (cxgb4vf's ID table). */
const chelsioVfSeries: ReadonlySet<number> = new Set([0x48, 0x58, 0x68]);

export function isVfDeviceId(vendor: number, device: number): boolean {
  return vfIds.get(vendor)?.has(device) === true || (vendor === chelsio && chelsioVfSeries.has(device >> 8));
}

export function isHyperVVfDeviceId(vendor: number, device: number): boolean {
  return hyperVIds.get(vendor)?.has(device) === true;
}
