import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

const latency = {
  unit: {
    label: 'ms',
    scale: { field: 'capability.transition_latency_unit', factors: [1, 10, 100] },
  },
};

export default defineExtended(() => ({
  id: 0x0016,
  name: 'dpa',
  title: 'Dynamic Power Allocation',
  spec: 'PCIe 6.0 §7.9.12',
  aliases: { setpci: 'ECAP_DPA', linux: 'PCI_EXT_CAP_ID_DPA' },
  inVf: 'not-implemented',
  vf: vf(
    'not-implemented-in-vf',
    null,
    "The PF's power states include its VFs. Editions since 6.0 say nothing of VFs here.",
    { spec: 'r5 9.3.7.12; r6/7 7.9.12' },
  ),
  length: { field: 'capability.substate_max', plus: 0x11 },
  macros: {
    '': 'PCI_DPA_BASE_SIZEOF',
  },
  registers: {
    capability: register(
      0x04,
      32,
      'DPA Capability',
      {
        substate_max: bits(4, 0, 'Substate_Max', 'RO', {
          unit: { label: 'substates', plus: 1 },
          linux: 'PCI_DPA_CAP_SUBSTATE_MASK',
        }),
        transition_latency_unit: bits(9, 8, 'Transition Latency Unit', 'RO', {
          values: { 0: '1 ms', 1: '10 ms', 2: '100 ms', 3: 'reserved' },
        }),
        power_allocation_scale: bits(13, 12, 'Power Allocation Scale', 'RO', {
          values: { 0: '10 W', 1: '1 W', 2: '0.1 W', 3: '0.01 W' },
        }),
        transition_latency_value_0: bits(23, 16, 'Transition Latency Value 0', 'RO', latency),
        transition_latency_value_1: bits(31, 24, 'Transition Latency Value 1', 'RO', latency),
      },
      { linux: 'PCI_DPA_CAP', spec: 'PCIe 6.0 §7.9.12.2' },
    ),
    latency_indicator: whole(0x08, 32, 'DPA Latency Indicator', 'RO', {
      style: 'hex',
      spec: 'PCIe 6.0 §7.9.12.3',
      note: 'Bit n says which Transition Latency Value substate n has.',
    }),
    status: register(
      0x0c,
      16,
      'DPA Status',
      {
        substate_status: bits(4, 0, 'Substate Status', 'RO', { reset: 0 }),
        substate_control_enabled: bit(8, 'Substate Control Enabled', 'RW1C', { reset: 1 }),
      },
      { spec: 'PCIe 6.0 §7.9.12.4' },
    ),
    control: register(
      0x0e,
      16,
      'DPA Control',
      {
        substate_control: bits(4, 0, 'Substate Control', 'RW', { reset: 0 }),
      },
      { spec: 'PCIe 6.0 §7.9.12.5' },
    ),
    power_allocation: repeat(
      {
        title: 'DPA Power Allocation Array',
        offset: 0x10,
        count: { field: 'capability.substate_max', plus: 1 },
        stride: 1,
        spec: 'PCIe 6.0 §7.9.12.6',
      },
      whole(0, 8, 'Substate Power Allocation', 'RO', {
        unit: {
          label: 'W',
          scale: { field: 'capability.power_allocation_scale', factors: [10, 1, 0.1, 0.01] },
        },
      }),
    ),
  },
}));
