import { defineStandard, vf } from '../define.ts';

export default defineStandard(() => ({
  id: 0x0b,
  name: 'cpci_central_resource',
  title: 'CompactPCI Central Resource Control',
  spec: 'PICMG 2.13 R1.0',
  aliases: { setpci: 'CAP_CCRC', linux: 'PCI_CAP_ID_CCRC' },
  nameOnly: 'Its registers are in a specification that is not public.',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Of conventional PCI: a function with it is no VF.'),
  length: 4,
  registers: {},
}));
