import { defineExtended, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0003,
  name: 'dsn',
  title: 'Device Serial Number',
  spec: 'PCIe 6.0 §7.9.3',
  aliases: { setpci: 'ECAP_DSN', linux: 'PCI_EXT_CAP_ID_DSN' },
  inVf: 'optional',
  vf: vf('must-match-pf', 2, "The PF's number holds for its VFs; a VF had better not have a copy.", {
    spec: 'r6/7 7.9.3; r5 9.3.7.2',
  }),
  length: 0x0c,
  macros: {
    '': 'PCI_EXT_CAP_DSN_SIZEOF',
  },
  registers: {
    serial_number: whole(0x04, 64, 'Serial Number', 'RO', {
      style: 'hex',
      spec: 'PCIe 6.0 §7.9.3.2',
      note: 'An EUI-64; the same in every Function of a device.',
    }),
  },
}));
