import { bit, bits, defineExtended, register, repeat } from '../define.ts';
import { vf } from '../vf.ts';

const assignment = { note: 'The entry of the Protocol Array, from 1; 0 is none.' };

export default defineExtended(() => ({
  id: 0x001a,
  name: 'pmux',
  title: 'Protocol Multiplexing',
  spec: 'PCIe 6.0 §G.5',
  aliases: { setpci: 'ECAP_PMUX', linux: 'PCI_EXT_CAP_ID_PMUX' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6 G.5',
  }),
  length: { field: 'capability.protocol_array_size', plus: 4, times: 4 },
  registers: {
    capability: register(
      0x04,
      32,
      'PMUX Capability',
      {
        protocol_array_size: bits(5, 0, 'PMUX Protocol Array Size', 'RO', { unit: { label: 'entries' } }),
        supported_link_speeds: bits(15, 8, 'PMUX Supported Link Speeds', 'RO', {
          style: 'hex',
          members: { 0: '2.5 GT/s', 1: '5 GT/s', 2: '8 GT/s', 3: '16 GT/s' },
        }),
      },
      { spec: 'PCIe 6.0 §G.5.2' },
    ),
    control: register(
      0x08,
      32,
      'PMUX Control',
      {
        channel_0_assignment: bits(5, 0, 'PMUX Channel 0 Assignment', 'RW', assignment),
        channel_1_assignment: bits(13, 8, 'PMUX Channel 1 Assignment', 'RW', assignment),
        channel_2_assignment: bits(21, 16, 'PMUX Channel 2 Assignment', 'RW', assignment),
        channel_3_assignment: bits(29, 24, 'PMUX Channel 3 Assignment', 'RW', assignment),
      },
      { spec: 'PCIe 6.0 §G.5.3' },
    ),
    status: register(
      0x0c,
      32,
      'PMUX Status',
      {
        channel_0_disabled_link_speed: bit(0, 'PMUX Channel 0 Disabled: Link Speed', 'RO'),
        channel_0_disabled_link_width: bit(1, 'PMUX Channel 0 Disabled: Link Width', 'RO'),
        channel_0_disabled_protocol_specific: bit(2, 'PMUX Channel 0 Disabled: Protocol Specific', 'RO'),
        channel_1_disabled_link_speed: bit(8, 'PMUX Channel 1 Disabled: Link Speed', 'RO'),
        channel_1_disabled_link_width: bit(9, 'PMUX Channel 1 Disabled: Link Width', 'RO'),
        channel_1_disabled_protocol_specific: bit(10, 'PMUX Channel 1 Disabled: Protocol Specific', 'RO'),
        channel_2_disabled_link_speed: bit(16, 'PMUX Channel 2 Disabled: Link Speed', 'RO'),
        channel_2_disabled_link_width: bit(17, 'PMUX Channel 2 Disabled: Link Width', 'RO'),
        channel_2_disabled_protocol_specific: bit(18, 'PMUX Channel 2 Disabled: Protocol Specific', 'RO'),
        channel_3_disabled_link_speed: bit(24, 'PMUX Channel 3 Disabled: Link Speed', 'RO'),
        channel_3_disabled_link_width: bit(25, 'PMUX Channel 3 Disabled: Link Width', 'RO'),
        channel_3_disabled_protocol_specific: bit(26, 'PMUX Channel 3 Disabled: Protocol Specific', 'RO'),
      },
      { spec: 'PCIe 6.0 §G.5.4' },
    ),
    protocol: repeat(
      {
        title: 'PMUX Protocol Array',
        offset: 0x10,
        count: { field: 'capability.protocol_array_size' },
        stride: 4,
        spec: 'PCIe 6.0 §G.5.5',
      },
      register(0, 32, 'PMUX Protocol Array Entry', {
        protocol_id: bits(15, 0, 'Protocol ID', 'RO', { style: 'hex' }),
        authority_id: bits(31, 16, 'Authority ID', 'RO', { style: 'hex' }),
      }),
    ),
  },
}));
