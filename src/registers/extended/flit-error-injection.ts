import { bit, bits, defineExtended, register, vf, whole } from '../define.ts';

const errors = { unit: { label: 'errors', special: { 0: 'until disabled' } } };
const states = { 0: 'no error injected yet', 1: 'under way', 2: 'completed', 3: 'aborted' };
const onOrderedSets = { reset: 0 };

/** Injection status by Ordered Set and by state of the link; one register each way. */
const orderedSetStatus = (way: string) => {
  const options = { reset: 0, values: states };
  return {
    ts0: bits(1, 0, `${way} Injection Status TS0`, 'RO', options),
    ts1: bits(3, 2, `${way} Injection Status TS1`, 'RO', options),
    ts2: bits(5, 4, `${way} Injection Status TS2`, 'RO', options),
    skp: bits(7, 6, `${way} Injection Status SKP`, 'RO', options),
    eieos: bits(9, 8, `${way} Injection Status EIEOS`, 'RO', options),
    eios: bits(11, 10, `${way} Injection Status EIOS`, 'RO', options),
    sds: bits(13, 12, `${way} Injection Status SDS`, 'RO', options),
    polling: bits(15, 14, `${way} Injection Status Polling`, 'RO', options),
    configuration: bits(17, 16, `${way} Injection Status Configuration`, 'RO', options),
    l0: bits(19, 18, `${way} Injection Status L0`, 'RO', options),
    recovery: bits(21, 20, `${way} Injection Status Recovery without Equalization`, 'RO', options),
    equalization_phase_0_and_1: bits(
      23,
      22,
      `${way} Injection Status Equalization Phase 0 and 1`,
      'RO',
      options,
    ),
    equalization_phase_2: bits(25, 24, `${way} Injection Status Equalization Phase 2`, 'RO', options),
    equalization_phase_3: bits(27, 26, `${way} Injection Status Equalization Phase 3`, 'RO', options),
  };
};

export default defineExtended(() => ({
  id: 0x0034,
  name: 'flit_error_injection',
  title: 'Flit Error Injection',
  spec: 'PCIe 6.0 §7.8.13',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.8.13',
  }),
  length: 0x24,
  registers: {
    capability: whole(0x04, 32, 'Flit Error Injection Capability', 'RsvdP', {
      style: 'hex',
      spec: 'PCIe 6.0 §7.8.13.2',
    }),
    flit_control_1: register(
      0x08,
      32,
      'Flit Error Injection Control 1',
      {
        enable: bit(0, 'Flit Error Injection Enable', 'RW', { reset: 0 }),
        on_transmitted: bit(1, 'Inject Errors on Transmitted Flits', 'RW', { reset: 0 }),
        on_received: bit(2, 'Inject Errors on Received Flits', 'RW', { reset: 0 }),
        enable_2_5_gt: bit(3, 'Enable at 2.5 GT/s', 'RW', { reset: 0 }),
        enable_5_gt: bit(4, 'Enable at 5.0 GT/s', 'RW', { reset: 0 }),
        enable_8_gt: bit(5, 'Enable at 8.0 GT/s', 'RW', { reset: 0 }),
        enable_16_gt: bit(6, 'Enable at 16.0 GT/s', 'RW', { reset: 0 }),
        enable_32_gt: bit(7, 'Enable at 32.0 GT/s', 'RW', { reset: 0 }),
        enable_64_gt: bit(8, 'Enable at 64.0 GT/s', 'RW', { reset: 0 }),
        number_of_errors: bits(20, 16, 'Number of Errors Injected', 'RW', { reset: 0, ...errors }),
        spacing: bits(28, 21, 'Spacing Between Injected Errors', 'RW', {
          reset: 0,
          unit: { label: 'flits', special: { 0: 'random, 1 to 127' } },
        }),
        flit_type: bits(31, 29, 'Injection on Flit Type', 'RW', {
          reset: 0,
          values: {
            0: 'any',
            1: 'all but IDLE',
            2: 'payload',
            3: 'NOP',
            4: 'IDLE',
            5: 'payload and its replays',
            6: 'payload and the replays of one of them',
            7: 'reserved',
          },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.13.3' },
    ),
    flit_control_2: register(
      0x0c,
      32,
      'Flit Error Injection Control 2',
      {
        consecutive: bits(2, 0, 'Consecutive Error Injection', 'RW', {
          reset: 0,
          unit: { label: 'flits', special: { 0: 'none', 7: 'random, 7 to 15' } },
        }),
        error_type: bits(4, 3, 'Error Type Being Injected', 'RW', {
          reset: 0,
          values: {
            0: 'random',
            1: 'correctable, in one FEC group',
            2: 'correctable, in all three FEC groups',
            3: 'uncorrectable',
          },
        }),
        error_offset: bits(11, 5, 'Error Offset within Flit', 'RW', { reset: 0, unit: { label: 'bytes' } }),
        error_magnitude: bits(19, 12, 'Error Magnitude', 'RW', {
          reset: 0,
          style: 'hex',
          note: '0: random.',
        }),
      },
      { spec: 'PCIe 6.0 §7.8.13.4' },
    ),
    flit_status: register(
      0x10,
      32,
      'Flit Error Injection Status',
      {
        tx: bits(1, 0, 'Flit Error Tx Injection Status', 'RO', { reset: 0, values: states }),
        rx: bits(3, 2, 'Flit Error Rx Injection Status', 'RO', { reset: 0, values: states }),
      },
      { spec: 'PCIe 6.0 §7.8.13.5' },
    ),
    ordered_set_control_1: register(
      0x14,
      32,
      'Ordered Set Error Injection Control 1',
      {
        enable: bit(0, 'Ordered Set Error Injection Enable', 'RWS', onOrderedSets),
        on_transmitted: bit(1, 'Inject Errors on Transmitted Ordered Sets', 'RWS', onOrderedSets),
        on_received: bit(2, 'Inject Errors on Received Ordered Sets', 'RWS', onOrderedSets),
        number_of_errors: bits(7, 3, 'Number of Errors Injected', 'RWS', { reset: 0, ...errors }),
        spacing: bits(15, 8, 'Spacing Between Injected Errors', 'RWS', {
          reset: 0,
          unit: { label: 'Ordered Sets', special: { 0: 'random, 1 to 127' } },
        }),
        ts0: bit(16, 'Inject Error on TS0', 'RWS'),
        ts1: bit(17, 'Inject Error on TS1', 'RWS'),
        ts2: bit(18, 'Inject Error on TS2', 'RWS'),
        skp: bit(19, 'Inject Error on SKP', 'RWS'),
        eieos: bit(20, 'Inject Error on EIEOS', 'RWS'),
        eios: bit(21, 'Inject Error on EIOS', 'RWS'),
        sds: bit(22, 'Inject Error on SDS', 'RWS'),
        polling: bit(23, 'Inject Error in Polling', 'RWS'),
        configuration: bit(24, 'Inject Error in Configuration', 'RWS'),
        l0: bit(25, 'Inject Error in L0', 'RWS'),
        recovery: bit(26, 'Inject Error in Recovery without Equalization', 'RWS'),
        equalization_phase_0_and_1: bit(27, 'Inject Error in Equalization Phase 0 and 1', 'RWS'),
        equalization_phase_2: bit(28, 'Inject Error in Equalization Phase 2', 'RWS'),
        equalization_phase_3: bit(29, 'Inject Error in Equalization Phase 3', 'RWS'),
      },
      { spec: 'PCIe 6.0 §7.8.13.6' },
    ),
    ordered_set_control_2: register(
      0x18,
      32,
      'Ordered Set Error Injection Control 2',
      {
        error_bytes: bits(15, 0, 'Error Injection Bytes', 'RWS', {
          style: 'hex',
          members: 'bytes',
        }),
        lanes: bits(31, 16, 'Lane Number for Error Injection', 'RWS', {
          style: 'hex',
          members: 'lanes',
        }),
      },
      { spec: 'PCIe 6.0 §7.8.13.7' },
    ),
    ordered_set_tx_status: register(
      0x1c,
      32,
      'Ordered Set Error Tx Injection Status',
      orderedSetStatus('Tx'),
      {
        spec: 'PCIe 6.0 §7.8.13.8',
      },
    ),
    ordered_set_rx_status: register(
      0x20,
      32,
      'Ordered Set Error Rx Injection Status',
      orderedSetStatus('Rx'),
      {
        spec: 'PCIe 6.0 §7.8.13.9',
      },
    ),
  },
}));
