import { defineExtended, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x000c,
  name: 'cac',
  title: 'Configuration Access Correlation',
  spec: 'PCI-SIG ECN Trusted Configuration Space, 2005',
  aliases: { linux: 'PCI_EXT_CAP_ID_CAC' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Never came into use.', { spec: 'r5 Table 9-23' }),
  length: 0x08,
  note: 'Withdrawn with Trusted Configuration Space.',
  registers: {
    device_correlation: whole(0x04, 32, 'Device Correlation', 'RO', {
      style: 'hex',
      note: 'Written from the trusted side.',
    }),
  },
}));
