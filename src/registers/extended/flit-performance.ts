import { bit, bits, defineExtended, register, repeat, vf } from '../define.ts';

const instances = { reset: 0, unit: { label: 'instances', special: { 0: 'the worst delay' } } };
const trackingStates = { 0: 'not started', 1: 'started', 2: 'completed', 3: 'error' };

export default defineExtended(() => ({
  id: 0x0033,
  name: 'flit_performance',
  title: 'Flit Performance Measurement',
  spec: 'PCIe 6.0 §7.8.12',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.8.12',
  }),
  length: { field: 'capability.ltssm_tracking_register_count', plus: 4, times: 4 },
  registers: {
    capability: register(
      0x04,
      32,
      'Flit Performance Measurement Capability',
      {
        interrupt_vector: bits(9, 0, 'Flit Performance Interrupt Vector', 'HwInit'),
        ltssm_tracking_register_count: bits(12, 10, 'LTSSM Tracking Register Count', 'HwInit'),
      },
      { spec: 'PCIe 6.0 §7.8.12.2' },
    ),
    control: register(
      0x08,
      32,
      'Flit Performance Measurement Control',
      {
        latency_measurement_enable: bit(0, 'Flit Latency Measurement Enable', 'RW', { reset: 0 }),
        measure_flit_to_ack: bit(1, 'Flit Response Type: Flit to Ack', 'RW', { reset: 0 }),
        measure_flit_to_nak: bit(2, 'Flit Response Type: Flit to Nak', 'RW', { reset: 0 }),
        measure_nak_to_replay: bit(3, 'Flit Response Type: Nak to Replay', 'RW', { reset: 0 }),
        flit_type: bits(5, 4, 'Flit Type being Measured', 'RW', {
          reset: 0,
          values: { 0: 'IDLE and NOP flits', 1: 'payload flits', 2: 'any flit', 3: 'reserved' },
        }),
        number_of_flits: bits(10, 6, 'Number of Instances to Track', 'RW', instances),
        flit_delay_interrupt: bits(13, 11, 'Interrupt on Flit Delay', 'RW', {
          reset: 0,
          values: { 0: 'none', 1: 'over 100 ns', 2: 'over 200 ns', 3: 'over 300 ns', rest: 'reserved' },
        }),
        track_l0_to_recovery: bit(14, 'LTSSM State Transition Tracker: L0 to Recovery', 'RW', { reset: 0 }),
        track_l0p: bit(15, 'LTSSM State Transition Tracker: L0p Widening', 'RW', { reset: 0 }),
        track_l1_0_to_l0: bit(16, 'LTSSM State Transition Tracker: L1.0 to L0', 'RW', { reset: 0 }),
        track_l1_1_to_l0: bit(17, 'LTSSM State Transition Tracker: L1.1 to L0', 'RW', { reset: 0 }),
        track_l1_2_to_l0: bit(18, 'LTSSM State Transition Tracker: L1.2 to L0', 'RW', { reset: 0 }),
        number_of_transitions: bits(23, 19, 'Number of LTSSM Transitions to Track', 'RW', instances),
        short_transition_interrupt: bits(26, 24, 'Interrupt on Recovery, L0p or L1.0 Delay', 'RW', {
          reset: 0,
          values: { 0: 'none', 1: 'over 6.4 ms', 2: 'over 12.8 ms', 3: 'over 19.2 ms', rest: 'reserved' },
        }),
        long_transition_interrupt: bits(29, 27, 'Interrupt on L1.1 or L1.2 Delay', 'RW', {
          reset: 0,
          values: {
            0: 'none',
            1: 'over 1 s',
            2: 'over 2 s',
            3: 'over 3 s',
            4: 'over 4 s',
            5: 'over 5 s',
            6: 'over 10 s',
            7: 'reserved',
          },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.12.3' },
    ),
    status: register(
      0x0c,
      32,
      'Flit Performance Measurement Status',
      {
        latency_tracking_status: bits(1, 0, 'Flit Latency Tracking Status', 'RO', {
          reset: 0,
          values: trackingStates,
        }),
        latency_tracking: bits(6, 2, 'Flit Latency Tracking', 'RO', { reset: 0, unit: { label: 'flits' } }),
        interrupt_generated: bit(7, 'Interrupt Generated based on Trigger Event', 'RW1C', { reset: 0 }),
        tracking_counter: bits(23, 8, 'LTSSM State Transition Tracking Counter', 'RO', {
          reset: 0,
          unit: { label: 'us', times: 64 },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.12.4' },
    ),
    ltssm_status: repeat(
      {
        title: 'LTSSM Performance Measurement Status',
        offset: 0x10,
        count: { field: 'capability.ltssm_tracking_register_count' },
        stride: 4,
        spec: 'PCIe 6.0 §7.8.12.5',
        note: 'One for each transition that is tracked, in the order of the bits in the control register.',
      },
      register(0, 32, 'LTSSM Performance Measurement Status Entry', {
        tracking_status: bits(1, 0, 'LTSSM State Transition Tracking Status', 'ROS', {
          reset: 0,
          values: trackingStates,
        }),
        tracking: bits(6, 2, 'LTSSM State Transition Tracking', 'ROS', {
          reset: 0,
          unit: { label: 'transitions' },
        }),
        interrupt_generated: bit(7, 'Interrupt Generated based on Trigger Event Count', 'RW1CS', {
          reset: 0,
        }),
        tracking_counter: bits(23, 8, 'LTSSM State Transition Tracking Counter', 'ROS', {
          reset: 0,
          unit: { label: 'us', times: 64 },
        }),
      }),
    ),
  },
}));
