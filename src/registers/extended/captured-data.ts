import { defineExtended } from '../define.ts';

export default defineExtended(() => ({
  id: 0x003a,
  name: 'captured_data',
  title: 'Captured Data',
  spec: 'PCIe 7.0',
  inVf: 'unspecified',
  length: 4,
  nameOnly: 'Public lists name the ID; no public source has the registers.',
  registers: {},
}));
