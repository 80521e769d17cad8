import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

const widths = { 0: 'x1', 1: 'x2', 2: 'x4', 3: 'x8', 4: 'x16', rest: 'reserved' };
const syndrome = { reset: 0, style: 'hex' } as const;

export default defineExtended(() => ({
  id: 0x0032,
  name: 'flit_logging',
  title: 'Flit Logging',
  spec: 'PCIe 6.0 §7.7.8',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.7.8',
  }),
  length: 0x3c,
  registers: {
    error_log_1: register(
      0x04,
      32,
      'Flit Error Log 1',
      {
        valid: bit(0, 'Flit Error Log Valid', 'RW1CS', { reset: 0 }),
        link_width: bits(3, 1, 'Flit Error Link Width', 'ROS', { reset: 0, values: widths }),
        offset_from_last: bits(7, 4, 'Flit Offset from the Last Logged Flit in Error', 'ROS', {
          reset: 0,
          unit: { label: 'flits', special: { 0: 'first entry', 15: '15 flits or more' } },
        }),
        consecutive_errors: bits(12, 8, 'Consecutive Flit Error after the Last Flit Error', 'ROS', {
          reset: 0,
          style: 'hex',
          note: 'A bit for each of the five flits that follow.',
        }),
        more_entries: bit(13, 'More Entries for Flit Error Log Register are Valid', 'ROS', { reset: 0 }),
        unrecognized_flit: bit(14, 'Unrecognized Flit', 'ROS', { reset: 0 }),
        fec_uncorrectable: bit(15, 'FEC Uncorrectable Error in Flit', 'ROS'),
        syndrome_parity_group_0: bits(23, 16, 'Syndrome Parity for ECC Group 0', 'ROS', syndrome),
        syndrome_check_group_0: bits(31, 24, 'Syndrome Check for ECC Group 0', 'ROS', syndrome),
      },
      { spec: 'PCIe 6.0 §7.7.8.2' },
    ),
    error_log_2: register(
      0x08,
      32,
      'Flit Error Log 2',
      {
        syndrome_parity_group_1: bits(7, 0, 'Syndrome Parity for ECC Group 1', 'ROS', syndrome),
        syndrome_check_group_1: bits(15, 8, 'Syndrome Check for ECC Group 1', 'ROS', syndrome),
        syndrome_parity_group_2: bits(23, 16, 'Syndrome Parity for ECC Group 2', 'ROS', syndrome),
        syndrome_check_group_2: bits(31, 24, 'Syndrome Check for ECC Group 2', 'ROS', syndrome),
      },
      { spec: 'PCIe 6.0 §7.7.8.3' },
    ),
    error_counter_control: register(
      0x0c,
      16,
      'Flit Error Counter Control',
      {
        enable: bit(0, 'Flit Error Counter Enable', 'RW', { reset: 0 }),
        interrupt_enable: bit(1, 'Flit Error Counter Interrupt Enable', 'RW', {
          note: 'Reserved in PCIe 6.0.',
        }),
        events_to_count: bits(3, 2, 'Events to Count', 'RW', {
          reset: 0,
          values: {
            0: 'corrected and invalid flits, framing errors',
            1: 'corrected flits',
            2: 'invalid flits',
            3: 'corrected and invalid flits and Ordered Sets, framing errors',
          },
        }),
        trigger_event: bits(11, 4, 'Trigger Event on Error Count', 'RW', {
          reset: 0,
          unit: { label: 'errors', special: { 0: 'no trigger' } },
        }),
      },
      { spec: 'PCIe 6.0 §7.7.8.4' },
    ),
    error_counter_status: register(
      0x0e,
      16,
      'Flit Error Counter Status',
      {
        link_width: bits(2, 0, 'Link Width when Error Counter Started', 'ROS', { reset: 0, values: widths }),
        interrupt_generated: bit(3, 'Interrupt Generated based on Trigger Event Count', 'RW1CS', {
          reset: 0,
        }),
        counter: bits(15, 8, 'Flit Error Counter', 'ROS', {
          reset: 0,
          note: 'Runs down by itself at a fixed rate.',
        }),
      },
      { spec: 'PCIe 6.0 §7.7.8.5' },
    ),
    fber_measurement_control: register(
      0x10,
      32,
      'FBER Measurement Control',
      {
        enable: bit(0, 'FBER Measurement Enable', 'RW', { reset: 0 }),
        clear_counters: bit(1, 'Clear FBER Counters', 'RW', { note: 'Reads 0.' }),
        granularity: bits(3, 2, 'Granularity of per-Lane Error Reported', 'RW', {
          reset: 0,
          values: {
            0: 'all corrected bits',
            1: 'even bits of each UI',
            2: 'odd bits of each UI',
            3: 'mismatches in the Control SKP Ordered Set',
          },
        }),
        report_longest_burst: bit(4, 'Report Longest Burst vs First Burst', 'RW', { reset: 0 }),
      },
      { spec: 'PCIe 6.0 §7.7.8.6' },
    ),
    flit_counter: whole(0x14, 32, 'FBER Measurement Status 1: Flit Counter', 'ROS', {
      reset: 0,
      spec: 'PCIe 6.0 §7.7.8.7',
    }),
    invalid_flits: register(
      0x18,
      32,
      'FBER Measurement Status 2',
      { counter: bits(15, 0, 'Invalid Flit Counter', 'ROS', { reset: 0 }) },
      { spec: 'PCIe 6.0 §7.7.8.8' },
    ),
    lane: repeat(
      {
        title: 'FBER Measurement Status 3 to 10',
        offset: 0x1c,
        count: 16,
        stride: 2,
        spec: 'PCIe 6.0 §7.7.8.9',
        note: 'One counter a lane; it stops at its highest value.',
      },
      whole(0, 16, 'Lane Correctable Counter', 'RO', { reset: 0 }),
    ),
  },
}));
