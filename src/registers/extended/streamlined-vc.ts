import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

const protocols = { 0: 'as VC0', 2: 'UIO', 3: 'UIO or restricted', rest: 'not known from public sources' };

export default defineExtended(() => ({
  id: 0x0035,
  name: 'streamlined_vc',
  title: 'Streamlined Virtual Channel',
  spec: 'PCIe 6.3 §7.9.29',
  inVf: 'not-implemented',
  vf: vf(
    'not-implemented-in-vf',
    null,
    'In a device only Function 0 has it; its map governs the whole port, a VF must not have it.',
    { spec: 'r6.1+ 7.9.29' },
  ),
  length: { field: 'port_capability_1.extended_vc_count', times: 12, add: 0x20 },
  registers: {
    port_capability_1: register(
      0x04,
      32,
      'SVC Port Capability 1',
      { extended_vc_count: bits(2, 0, 'SVC Extended VC Count', 'HwInit', { note: 'Beside VC0.' }) },
      { spec: 'PCIe 6.3 §7.9.29.2' },
    ),
    port_capability_2: whole(0x08, 32, 'SVC Port Capability 2', 'RsvdP', {
      style: 'hex',
      spec: 'PCIe 6.3 §7.9.29.3',
    }),
    port_control: register(
      0x0c,
      32,
      'SVC Port Control',
      { vc_enablement_completed: bit(0, 'SVC VC Enablement Completed', 'RW', { reset: 0 }) },
      { spec: 'PCIe 6.3 §7.9.29.4' },
    ),
    port_status: register(
      0x10,
      32,
      'SVC Port Status',
      {
        use_vc_mfvc: bit(0, 'Use VC/MFVC', 'RW1C', {
          note: 'While it is set the older VC or MFVC capability rules; once cleared, only a reset sets it again.',
        }),
      },
      { spec: 'PCIe 6.3 §7.9.29.5' },
    ),
    resource: repeat(
      {
        title: 'SVC Resource',
        offset: 0x14,
        count: { field: 'port_capability_1.extended_vc_count', plus: 1 },
        stride: 12,
      },
      {
        capability: register(
          0x00,
          32,
          'SVC Resource Capability',
          {
            protocols_supported: bits(11, 8, 'SVC VC Protocols Supported', 'HwInit', { values: protocols }),
            vc_id: bits(14, 12, 'SVC VC ID', 'HwInit'),
          },
          { spec: 'PCIe 6.3 §7.9.29.6' },
        ),
        control: register(
          0x04,
          32,
          'SVC Resource Control',
          {
            tc_vc_map: bits(7, 0, 'SVC TC/VC Map', 'RW', {
              style: 'hex',
              members: 'Traffic Classes',
            }),
            protocol_selected: bits(11, 8, 'SVC VC Protocol Selected', 'RW', { values: protocols }),
            shared_flow_control_usage_limit: bits(29, 27, 'Shared Flow Control Usage Limit', 'RW', {
              unit: { label: '%', times: 12.5 },
            }),
            shared_flow_control_usage_limit_enable: bit(30, 'Shared Flow Control Usage Limit Enable', 'RW'),
            vc_enable: bit(31, 'SVC VC Enable', 'RW'),
          },
          { spec: 'PCIe 6.3 §7.9.29.7' },
        ),
        status: register(
          0x08,
          32,
          'SVC Resource Status',
          { vc_negotiation_pending: bit(1, 'SVC VC Negotiation Pending', 'RO') },
          { spec: 'PCIe 6.3 §7.9.29.8' },
        ),
      },
    ),
  },
}));
