import { bits, defineExtended, register, vf } from '../define.ts';

const factors = [1, 32, 1024, 32768, 1048576, 33554432];
const scales = {
  0: '1 ns',
  1: '32 ns',
  2: '1,024 ns',
  3: '32,768 ns',
  4: '1,048,576 ns',
  5: '33,554,432 ns',
  rest: 'not permitted',
};

export default defineExtended(() => ({
  id: 0x0018,
  name: 'ltr',
  title: 'Latency Tolerance Reporting',
  spec: 'PCIe 6.0 §7.8.2',
  aliases: { setpci: 'ECAP_LTR', linux: 'PCI_EXT_CAP_ID_LTR' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only Function 0 has it; its values hold for the whole device.', {
    spec: 'r6/7 7.8.2',
    from: 'function-0',
  }),
  length: 8,
  macros: {
    '': 'PCI_EXT_CAP_LTR_SIZEOF',
    'max_snoop_latency.scale': 'PCI_LTR_SCALE_SHIFT',
    'max_no_snoop_latency.value': 'PCI_LTR_NOSNOOP_VALUE',
    'max_no_snoop_latency.scale': 'PCI_LTR_NOSNOOP_SCALE',
  },
  registers: {
    max_snoop_latency: register(
      0x04,
      16,
      'Max Snoop Latency',
      {
        value: bits(9, 0, 'Max Snoop Latency Value', 'RW', {
          reset: 0,
          unit: { label: 'ns', scale: { field: 'max_snoop_latency.scale', factors } },
          linux: 'PCI_LTR_VALUE_MASK',
        }),
        scale: bits(12, 10, 'Max Snoop Latency Scale', 'RW', {
          reset: 0,
          values: scales,
          linux: 'PCI_LTR_SCALE_MASK',
        }),
      },
      { linux: 'PCI_LTR_MAX_SNOOP_LAT', spec: 'PCIe 6.0 §7.8.2.2' },
    ),
    max_no_snoop_latency: register(
      0x06,
      16,
      'Max No-Snoop Latency',
      {
        value: bits(9, 0, 'Max No-Snoop Latency Value', 'RW', {
          reset: 0,
          unit: { label: 'ns', scale: { field: 'max_no_snoop_latency.scale', factors } },
          linux: 'PCI_LTR_VALUE_MASK',
        }),
        scale: bits(12, 10, 'Max No-Snoop Latency Scale', 'RW', {
          reset: 0,
          values: scales,
          linux: 'PCI_LTR_SCALE_MASK',
        }),
      },
      { linux: 'PCI_LTR_MAX_NOSNOOP_LAT', spec: 'PCIe 6.0 §7.8.2.3' },
    ),
  },
}));
