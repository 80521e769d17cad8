import { defineExtended, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_xilinx_memory',
  title: 'Xilinx Device Memory Address (VSEC)',
  spec: 'AMD patch of 2026 to Linux drivers/dma/dw-edma/dw-edma-pcie.c',
  when: { '@vendor': 0x10ee, '@device': [0xb054, 0xb00f], 'header.id': 0x0020 },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  registers: {
    ...vsecHeader,
    device_memory_address: whole(0x08, 64, 'Device Memory Address', 'RO', { style: 'address' }),
  },
}));
