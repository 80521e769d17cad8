import { bit, bits, defineExtended, register, repeat, vf } from '../define.ts';

const receivers = {
  0: 'broadcast',
  1: 'Rx(A)',
  2: 'Rx(B)',
  3: 'Rx(C)',
  4: 'Rx(D)',
  5: 'Rx(E)',
  6: 'Rx(F)',
  7: 'reserved',
};
const marginTypes = {
  0: 'reserved',
  1: 'report, or access a Retimer register',
  2: 'set',
  3: 'step to a timing offset',
  4: 'step to a voltage offset',
  5: 'vendor defined',
  6: 'reserved',
  7: 'no command',
};
const usageModels = { 0: 'margining at the Receiver', 1: 'reserved' };

export default defineExtended(() => ({
  id: 0x0027,
  name: 'lane_margining',
  title: 'Lane Margining at the Receiver',
  spec: 'PCIe 6.0 §7.7.10',
  aliases: { setpci: 'ECAP_LMR' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.7.10',
  }),
  length: { field: 'pcie.link_capabilities.maximum_link_width', plus: 2, times: 4 },
  registers: {
    port_capabilities: register(
      0x04,
      16,
      'Margining Port Capabilities',
      { uses_driver_software: bit(0, 'Margining uses Driver Software', 'HwInit') },
      { spec: 'PCIe 6.0 §7.7.10.2' },
    ),
    port_status: register(
      0x06,
      16,
      'Margining Port Status',
      {
        ready: bit(0, 'Margining Ready', 'RO'),
        software_ready: bit(1, 'Margining Software Ready', 'RO', {
          note: 'Only where margining uses driver software.',
        }),
      },
      { spec: 'PCIe 6.0 §7.7.10.3' },
    ),
    lane: repeat(
      {
        title: 'Lane',
        offset: 0x08,
        count: { field: 'pcie.link_capabilities.maximum_link_width' },
        stride: 4,
      },
      {
        control: register(
          0x00,
          16,
          'Margining Lane Control',
          {
            receiver_number: bits(2, 0, 'Receiver Number', 'RW', { reset: 0, values: receivers }),
            margin_type: bits(5, 3, 'Margin Type', 'RW', { reset: 7, values: marginTypes }),
            usage_model: bit(6, 'Usage Model', 'RW', { reset: 0, values: usageModels }),
            margin_payload: bits(15, 8, 'Margin Payload', 'RW', { reset: 0x9c, style: 'hex' }),
          },
          { spec: 'PCIe 6.0 §7.7.10.4' },
        ),
        status: register(
          0x02,
          16,
          'Margining Lane Status',
          {
            receiver_number: bits(2, 0, 'Receiver Number Status', 'RO', { reset: 0, values: receivers }),
            margin_type: bits(5, 3, 'Margin Type Status', 'RO', { reset: 0, values: marginTypes }),
            usage_model: bit(6, 'Usage Model Status', 'RO', { reset: 0, values: usageModels }),
            margin_payload: bits(15, 8, 'Margin Payload Status', 'RO', { reset: 0, style: 'hex' }),
          },
          { spec: 'PCIe 6.0 §7.7.10.5' },
        ),
      },
    ),
  },
}));
