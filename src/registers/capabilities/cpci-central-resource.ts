import { defineStandard } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x0b,
  name: 'cpci_central_resource',
  title: 'CompactPCI Central Resource Control',
  spec: 'PICMG 2.13 R1.0',
  aliases: { setpci: 'CAP_CCRC', linux: 'PCI_CAP_ID_CCRC' },
  nameOnly: 'Its registers are in a specification that is not public.',
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in conventional PCI: a function with it is not a VF.'),
  length: 4,
  registers: {},
}));
