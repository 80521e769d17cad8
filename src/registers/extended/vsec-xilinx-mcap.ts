import { bit, bits, defineExtended, register, repeat, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_xilinx_mcap',
  title: 'Xilinx Media Configuration Access Port (VSEC)',
  spec: 'Xilinx dma_ip_drivers 2020.1, XVSEC driver',
  when: { '@vendor': 0x10ee, 'header.id': 0x0001, 'header.length': 0x2c },
  inVf: 'optional',
  vf: vsecInVf,
  length: 0x2c,
  registers: {
    ...vsecHeader,
    fpga_jtag_id: whole(0x08, 32, 'FPGA JTAG ID', 'RO', { style: 'hex' }),
    fpga_bitstream_version: whole(0x0c, 32, 'FPGA Bitstream Version', 'RO', { style: 'hex' }),
    status: register(0x10, 32, 'MCAP Status', {
      error: bit(0, 'MCAP Error', 'RO'),
      end_of_startup: bit(1, 'End of Startup', 'RO'),
      read_complete: bit(4, 'Read Complete', 'RO'),
      read_count: bits(7, 5, 'Read Count', 'RO'),
      fifo_overflow: bit(8, 'FIFO Overflow', 'RO'),
      fifo_level: bits(15, 12, 'FIFO Level', 'RO'),
      access_request: bit(24, 'Access Requested by the FPGA', 'RO'),
    }),
    control: register(0x14, 32, 'MCAP Control', {
      enable: bit(0, 'MCAP Enable', 'RW'),
      read_enable: bit(1, 'Read Enable', 'RW'),
      reset: bit(4, 'MCAP Reset', 'RW'),
      module_reset: bit(5, 'Module Reset', 'RW'),
      in_use_by_pcie: bit(8, 'In Use by PCIe', 'RW'),
      design_switch: bit(12, 'Design Switch', 'RW'),
      write_enable: bit(16, 'Write Data Enable', 'RW'),
    }),
    write_data: whole(0x18, 32, 'Write Data', 'RW', { style: 'hex' }),
    read_data: repeat(
      { title: 'Read Data', offset: 0x1c, count: 4, stride: 4 },
      whole(0, 32, 'Read Data Dword', 'RO', { style: 'hex' }),
    ),
  },
}));
