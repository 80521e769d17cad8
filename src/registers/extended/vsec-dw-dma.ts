import { bits, defineExtended, register, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

/** Synopsys, and Xilinx (AMD) for the same controller under the same ID. */
const vendors = [0x16c3, 0x10ee];

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_dw_dma',
  title: 'Synopsys DesignWare DMA (VSEC)',
  spec: 'Linux 6.1 drivers/dma/dw-edma/dw-edma-pcie.c',
  when: { '@vendor': vendors, 'header.id': 0x0006, 'header.length': 0x18 },
  inVf: 'optional',
  vf: vsecInVf,
  length: 0x18,
  registers: {
    ...vsecHeader,
    location: register(0x08, 32, 'DMA Register Map', {
      map: bits(2, 0, 'Register Map', 'RO', {
        values: {
          0: 'eDMA, legacy',
          1: 'eDMA, unrolled',
          5: 'HDMA, compatible',
          7: 'HDMA, native',
          rest: 'unknown',
        },
      }),
      bar: bits(10, 8, 'BAR', 'RO'),
    }),
    channels: register(0x0c, 32, 'DMA Channels', {
      write_channels: bits(9, 0, 'Write Channels', 'RO'),
      read_channels: bits(25, 16, 'Read Channels', 'RO'),
    }),
    offset: whole(0x10, 64, 'Offset in the BAR', 'RO', { style: 'address', unit: { label: 'bytes' } }),
  },
}));
