import { defineExtended, vf } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0011,
  name: 'mr_iov',
  title: 'Multi-Root I/O Virtualization',
  spec: 'MR-IOV 1.0',
  aliases: { setpci: 'ECAP_MRIOV', linux: 'PCI_EXT_CAP_ID_MRIOV' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Deprecated; nothing implements it.', { spec: 'r5 9.3.7.9' }),
  length: 4,
  nameOnly: 'Deprecated; only the MR-IOV specification, which is not public, has the layout.',
  registers: {},
}));
