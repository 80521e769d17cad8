import { defineExtended, vf } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0020,
  name: 'm_pcie',
  title: 'PCI Express over M-PHY',
  spec: 'PCIe 3.1',
  aliases: { setpci: 'ECAP_M_PCIE' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link.'),
  length: 4,
  nameOnly: 'M-PCIe was hardly built and is gone since PCIe 5.0; no public source has the registers.',
  registers: {},
}));
