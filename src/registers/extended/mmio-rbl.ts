import { bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0036,
  name: 'mmio_rbl',
  title: 'MMIO Register Block Locator',
  spec: 'PCIe 6.3 §7.9.30',
  inVf: 'optional',
  vf: vf(
    'independent',
    null,
    'No public source says what it is in a VF; it points into the BARs of its Function.',
  ),
  length: { field: 'capabilities.structure_length' },
  registers: {
    capabilities: register(
      0x04,
      32,
      'MRBL Capabilities',
      {
        structure_length: bits(11, 0, 'MRBL Structure Length', 'HwInit', { unit: { label: 'bytes' } }),
      },
      { spec: 'PCIe 6.3 §7.9.30.2' },
    ),
    locator: repeat(
      {
        title: 'MRBL Locator',
        offset: 0x08,
        count: { field: 'capabilities.structure_length', plus: -8, times: 0.125 },
        stride: 8,
        spec: 'PCIe 6.3 §7.9.30.3',
      },
      {
        low: register(0x00, 32, 'MRBL Locator, lower half', {
          bir: bits(2, 0, 'MRBL BIR', 'HwInit', {
            values: {
              0: 'BAR 0',
              1: 'BAR 1',
              2: 'BAR 2',
              3: 'BAR 3',
              4: 'BAR 4',
              5: 'BAR 5',
              rest: 'reserved',
            },
          }),
          block_id: bits(15, 8, 'MRBL Register Block ID', 'HwInit', {
            values: {
              0: 'empty',
              1: 'MMIO capabilities',
              255: 'designated vendor-specific',
              rest: 'reserved',
            },
          }),
          offset_low: bits(31, 16, 'MRBL Register Block Offset Low', 'HwInit', {
            style: 'address',
            unit: { label: 'bytes', times: 0x10000 },
          }),
        }),
        offset_high: whole(0x04, 32, 'MRBL Register Block Offset High', 'HwInit', { style: 'address' }),
      },
    ),
  },
}));
