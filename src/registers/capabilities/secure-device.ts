import { defineStandard, vf } from '../define.ts';

export default defineStandard(() => ({
  id: 0x0f,
  name: 'secure_device',
  title: 'Secure Device',
  spec: 'PCI Code and ID Assignment 1.11',
  aliases: { setpci: 'CAP_SECURE', linux: 'PCI_CAP_ID_SECDEV' },
  nameOnly: 'Its layout is not public; only that of the IOMMU of AMD is.',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'No VF is known to have it; vfio hides it.'),
  length: 4,
  registers: {},
}));
