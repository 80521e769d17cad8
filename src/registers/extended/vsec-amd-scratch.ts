import { defineExtended, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_amd_scratch',
  title: 'AMD Scratch Registers (VSEC)',
  spec: 'Linux 6.1 drivers/gpu/drm/amd/include/asic_reg/nbio (PCIE_VENDOR_SPECIFIC)',
  when: { '@vendor': [0x1002, 0x1022], 'header.id': 0x0001, 'header.length': 0x10 },
  inVf: 'optional',
  vf: vsecInVf,
  length: 0x10,
  registers: {
    ...vsecHeader,
    scratch_1: whole(0x08, 32, 'Scratch 1', 'RW', { style: 'hex' }),
    scratch_2: whole(0x0c, 32, 'Scratch 2', 'RW', { style: 'hex' }),
  },
}));
