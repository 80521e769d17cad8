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
 * Device IDs that only VFs have, by vendor: the ID tables of the Linux drivers that drive VFs (read in 6.12 and 7.2:
 * igbvf, ixgbevf, iavf, idpf, fm10k, the QAT VF drivers, mlx4, mlx5, bnxt, bnx2x, qlcnic, qede, hns3, hinic,
 * hisi_zip/sec/hpre, enetc_vf, sfc, be2net, lpfc, ionic, liquidio_vf, octeon_ep_vf, octeontx2, cpt, thunder, nfp, ena,
 * efa, mana, enic, ngbevf, txgbevf, dfl-pci, amdgpu) and pci.ids of June 2025. IDs that a PF may have as well (NVMe,
 * graphics) are left out, because they decide nothing.
 */
const vfIds: Ids = idTable({
  '1002': '686c 73ae 73ce 74b5 74b9',
  '1014': '06a8',
  '1077': '1664 8090 8430 8431 8440 8c30',
  '10df': '0728 072a 072b 072c e100 e208 e228 e268',
  '1137': '0071 00cf 02b7',
  '1414': '00ba',
  '14e4': '1606 1609 163f 166f 16a9 16ad 16af 16c1 16cb 16d3 16dc 16e1 16e5 1806 1807 1819 d800',
  '1556': '110f',
  '1590': '0372',
  '15b3': '0263 1002 1004 1012 1014 1016 1018 101a 101c 101e 7103 7123 a2d3',
  '168a': 'c072',
  '177d':
    '0011 9712 9713 a033 a034 a036 a037 a041 a064 a0f3 a0f7 a0f8 a0fe b103 b203 b403 b903 ba03 bc03 bd03',
  '1924': '1803 1813 1903 1923 1a03 1b03 1c03 3c03',
  '1957': 'ef00',
  '19e5': '375e 375f 379e 379f a22e a22f a251 a256 a259 a25b',
  '19ee': '3803 6003',
  '1a41': '0201',
  '1cf2': '8041 8042 804f 8060 8062 8065 8068 806c 806e 807f 8081 8083 8085 8087 8088 80a1 80a3',
  '1d0f': 'ec20 ec21 efa0 efa1 efa2 efa3',
  '1d22': '3685',
  '1d6c': '101c',
  '1d82': '0411',
  '1da8': '3803 6003',
  '1dd8': '1003 1006 100b 100d',
  '1ded': '8002 8004',
  '1e3b': '3002 300d',
  '1eff': '1021 1111 1121 1211 1221 1251',
  '1f0f': '1601 1a01 3413',
  '1f3f': '9001 9003 9008',
  '1f47': '1002 4002 5002 5004',
  '1f67': '1012 1052 1112 1152',
  '1faa': '0c11 0c81',
  '1ff2': '10a2',
  '2036': '1619',
  '209b': '1001',
  '8086':
    '0442 0443 09c5 0b2c 0dd5 10ca 10ed 145c 1515 1520 154c 1565 15a5 15a8 15c5 1889 18a1 18ef 19e3 1f44 2715 374d 37c9 37cd 4941 4943 4945 4947 4949 57ad bcbf bcc1 bccf',
  '8088':
    '0110 0111 0112 0113 0114 0115 0116 0117 0118 0119 011a 011b 1000 2000 500f 5024 503f 510f 5124 513f',
  '8848': '1080 1081 1083 8309',
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
