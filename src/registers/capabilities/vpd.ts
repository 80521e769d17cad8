import { bit, bits, defineStandard, register, vf, whole } from '../define.ts';

export default defineStandard(() => ({
  id: 0x03,
  name: 'vpd',
  title: 'Vital Product Data',
  spec: 'PCIe 6.0 §7.9.18',
  aliases: { setpci: 'CAP_VPD', linux: 'PCI_CAP_ID_VPD' },
  inVf: 'optional',
  vf: vf(
    'independent',
    null,
    'A VF may have its own, but must not let data of others through; vfio emulates it.',
  ),
  length: 8,
  macros: {
    '': 'PCI_CAP_VPD_SIZEOF',
  },
  registers: {
    address: register(
      0x02,
      16,
      'VPD Address',
      {
        address: bits(14, 0, 'VPD Address', 'RW', { style: 'hex', linux: 'PCI_VPD_ADDR_MASK' }),
        flag: bit(15, 'F', 'RW', {
          linux: 'PCI_VPD_ADDR_F',
          note: 'Turns to 1 when a read is done, to 0 when a write is.',
        }),
      },
      { linux: 'PCI_VPD_ADDR' },
    ),
    data: whole(0x04, 32, 'VPD Data', 'RW', {
      style: 'hex',
      linux: 'PCI_VPD_DATA',
      note: 'The four bytes that were last asked for.',
    }),
  },
}));
