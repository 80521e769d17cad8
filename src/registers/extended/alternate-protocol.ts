import { bit, bits, defineExtended, register, vf, whole } from '../define.ts';

const selective = { 'capabilities.selective_enable_supported': 1 };

export default defineExtended(() => ({
  id: 0x002b,
  name: 'alternate_protocol',
  title: 'Alternate Protocol',
  spec: 'PCIe 6.0 §7.9.20',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.9.20',
  }),
  length: [{ when: selective, length: 0x18 }, { length: 0x14 }],
  registers: {
    capabilities: register(
      0x04,
      32,
      'Alternate Protocol Capabilities',
      {
        count: bits(7, 0, 'Alternate Protocol Count', 'HwInit', {
          note: 'PCI Express itself is one of them.',
        }),
        selective_enable_supported: bit(8, 'Alternate Protocol Selective Enable Supported', 'HwInit'),
      },
      { spec: 'PCIe 6.0 §7.9.20.2' },
    ),
    control: register(
      0x08,
      32,
      'Alternate Protocol Control',
      {
        index_select: bits(7, 0, 'Alternate Protocol Index Select', 'RW', {
          reset: 0,
          note: 'Protocol that the data registers show.',
        }),
        negotiation_global_enable: bit(8, 'Alternate Protocol Negotiation Global Enable', 'RW', { reset: 0 }),
      },
      { spec: 'PCIe 6.0 §7.9.20.3' },
    ),
    data_1: register(
      0x0c,
      32,
      'Alternate Protocol Data 1',
      {
        usage_information: bits(2, 0, 'Alternate Protocol Usage Information', 'RO'),
        details: bits(15, 5, 'Alternate Protocol Details', 'RO', { style: 'hex' }),
        vendor_id: bits(31, 16, 'Alternate Protocol Vendor ID', 'RO', {
          style: 'id',
          note: 'FFFFh: no such protocol, or disabled. CXL is 1E98h.',
        }),
      },
      { spec: 'PCIe 6.0 §7.9.20.4' },
    ),
    data_2: register(
      0x10,
      32,
      'Alternate Protocol Data 2',
      { modified_ts_2_information: bits(23, 0, 'Modified TS 2 Information', 'RO', { style: 'hex' }) },
      { spec: 'PCIe 6.0 §7.9.20.5' },
    ),
    selective_enable_mask: whole(0x14, 32, 'Alternate Protocol Selective Enable Mask', 'RWS', {
      when: selective,
      style: 'hex',
      spec: 'PCIe 6.0 §7.9.20.6',
      members: 'protocols',
      note: 'By index; 0 is PCI Express.',
    }),
  },
}));
