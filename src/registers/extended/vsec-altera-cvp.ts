import { bit, bits, defineExtended, register, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_altera_cvp',
  title: 'Altera Configuration via Protocol (VSEC)',
  spec: 'Linux 6.1 drivers/fpga/altera-cvp.c',
  when: { '@vendor': 0x1172, 'header.id': 0x1172, 'header.length': { atLeast: 0x38 } },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  note: 'The driver of Linux looks for VSEC ID 1172h.',
  registers: {
    ...vsecHeader,
    cvp_status: register(0x1c, 32, 'CvP Status', {
      config_ready: bit(18, 'CVP_CONFIG_READY', 'RO'),
      config_error: bit(19, 'CVP_CONFIG_ERROR', 'RO'),
      cvp_enabled: bit(20, 'CVP_EN', 'RO'),
      user_mode: bit(21, 'USERMODE', 'RO'),
      config_done: bit(23, 'CVP_CONFIG_DONE', 'RO'),
      pld_clock_in_use: bit(24, 'PLD_CLK_IN_USE', 'RO'),
    }),
    cvp_mode_control: register(0x20, 32, 'CvP Mode Control', {
      cvp_mode: bit(0, 'CVP_MODE', 'RW'),
      hip_clock_select: bit(1, 'HIP_CLK_SEL', 'RW', { values: { 0: 'fabric clock', 1: 'PMA clock' } }),
      number_of_clocks: bits(15, 8, 'CVP_NUMCLKS', 'RW'),
    }),
    cvp_data: whole(0x28, 32, 'CvP Data', 'RW', { style: 'hex' }),
    cvp_programming_control: register(0x2c, 32, 'CvP Programming Control', {
      config: bit(0, 'CVP_CONFIG', 'RW'),
      start_transfer: bit(1, 'START_XFER', 'RW'),
    }),
    uncorrectable_internal_error_status: register(0x34, 32, 'Uncorrectable Internal Error Status', {
      config_error_latched: bit(5, 'CVP_CONFIG_ERROR_LATCHED', 'RW1CS'),
    }),
  },
}));
