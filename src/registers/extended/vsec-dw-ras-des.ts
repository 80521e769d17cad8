import { bit, bits, defineExtended, register, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

/** Alibaba, Ampere, Qualcomm, Samsung and Rockchip gave it the same ID. */
const vendors = [0x1ded, 0x1def, 0x17cb, 0x144d, 0x1d87];

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_dw_ras_des',
  title: 'Synopsys DesignWare Debug, Error Injection and Statistics (VSEC)',
  spec: 'Linux 6.15 drivers/perf/dwc_pcie_pmu.c, drivers/pci/controller/dwc/pcie-designware-debugfs.c',
  when: { '@vendor': vendors, 'header.id': 0x0002, 'header.revision': 4 },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  registers: {
    ...vsecHeader,
    event_counter_control: register(0x08, 32, 'Event Counter Control', {
      clear: bits(1, 0, 'Event Counter Clear', 'WO', {
        values: { 1: 'this event', 3: 'all events', rest: 'nothing' },
      }),
      enable: bits(4, 2, 'Event Counter Enable', 'WO', {
        values: {
          1: 'this event off',
          3: 'this event on',
          5: 'all events off',
          7: 'all events on',
          rest: 'no change',
        },
      }),
      status: bit(7, 'Event Counter Status', 'RO'),
      lane_select: bits(11, 8, 'Lane Select', 'RW'),
      event_select: bits(23, 16, 'Event Select', 'RW', { style: 'hex' }),
      group_select: bits(27, 24, 'Group Select', 'RW'),
    }),
    event_counter_data: whole(0x0c, 32, 'Event Counter Data', 'RO'),
    time_based_analysis_control: register(0x10, 32, 'Time-based Analysis Control', {
      timer_start: bit(0, 'Timer Start', 'RW'),
      duration_select: bits(15, 8, 'Duration Select', 'RW', {
        values: {
          0: 'by hand',
          1: '1 ms',
          2: '10 ms',
          3: '100 ms',
          4: '1 s',
          5: '2 s',
          6: '4 s',
          255: '4 us',
          rest: 'reserved',
        },
      }),
      report_select: bits(31, 24, 'Report Select', 'RW', { style: 'hex' }),
    }),
    time_based_analysis_data: whole(0x14, 64, 'Time-based Analysis Data', 'RO'),
    error_injection_enable: register(0x30, 32, 'Error Injection Enable', {
      error_injection_0: bit(0, 'Error Injection 0', 'RW'),
      error_injection_1: bit(1, 'Error Injection 1', 'RW'),
      error_injection_2: bit(2, 'Error Injection 2', 'RW'),
      error_injection_3: bit(3, 'Error Injection 3', 'RW'),
      error_injection_4: bit(4, 'Error Injection 4', 'RW'),
      error_injection_5: bit(5, 'Error Injection 5', 'RW'),
    }),
    error_injection_0: register(0x34, 32, 'Error Injection Control 0: CRC', {
      count: bits(7, 0, 'Number of Errors', 'RW'),
      type: bits(11, 8, 'Type of Error', 'RW', {
        values: {
          0: 'transmitted LCRC',
          1: '16-bit CRC of DLLPs',
          2: '16-bit CRC of UpdateFC DLLPs',
          3: 'transmitted ECRC',
          4: 'framing CRC of TLPs',
          5: 'parity of TS Ordered Sets',
          6: 'parity of SKP Ordered Sets',
          8: 'received LCRC',
          11: 'received ECRC',
          rest: 'reserved',
        },
      }),
    }),
    error_injection_1: register(0x38, 32, 'Error Injection Control 1: Sequence Number', {
      count: bits(7, 0, 'Number of Errors', 'RW'),
      type: bit(8, 'Type of Error', 'RW', {
        values: { 0: 'sequence number of TLPs', 1: 'sequence number of Ack and Nak DLLPs' },
      }),
      difference: bits(28, 16, 'Difference', 'RW', { note: "Two's complement." }),
    }),
    error_injection_2: register(0x3c, 32, 'Error Injection Control 2: DLLP', {
      count: bits(7, 0, 'Number of Errors', 'RW'),
      type: bits(9, 8, 'Type of Error', 'RW', {
        values: { 0: 'Ack and Nak DLLPs', 1: 'UpdateFC DLLPs', 2: 'Nak DLLPs', 3: 'reserved' },
      }),
    }),
    error_injection_3: register(0x40, 32, 'Error Injection Control 3: Symbol', {
      count: bits(7, 0, 'Number of Errors', 'RW'),
      type: bits(10, 8, 'Type of Error', 'RW', {
        values: {
          0: 'sync header',
          1: 'TS1',
          2: 'TS2',
          3: 'FTS',
          4: 'EIOS',
          5: 'END and EDB',
          6: 'STP and SDP',
          7: 'SKP',
        },
      }),
    }),
    error_injection_4: register(0x44, 32, 'Error Injection Control 4: Flow Control Credit', {
      count: bits(7, 0, 'Number of Errors', 'RW'),
      type: bits(10, 8, 'Type of Error', 'RW', {
        values: {
          0: 'header credits, posted',
          1: 'header credits, non-posted',
          2: 'header credits, completion',
          3: 'reserved',
          4: 'data credits, posted',
          5: 'data credits, non-posted',
          6: 'data credits, completion',
          7: 'reserved',
        },
      }),
      difference: bits(28, 16, 'Difference', 'RW', { note: "Two's complement." }),
      vc: bits(14, 12, 'Virtual Channel', 'RW'),
    }),
    error_injection_5: register(0x48, 32, 'Error Injection Control 5: Special TLP', {
      count: bits(7, 0, 'Number of Errors', 'RW'),
      type: bit(8, 'Type of Error', 'RW', { values: { 0: 'duplicate TLPs', 1: 'nullified TLPs' } }),
    }),
    silicon_debug_lane_status: register(0xb0, 32, 'Silicon Debug, Lane Status', {
      lane_select: bits(3, 0, 'Lane Select', 'RW'),
      detect_lane: bit(17, 'Lane Detected', 'RO'),
      rx_valid: bit(18, 'RX Valid', 'RO'),
    }),
  },
}));
