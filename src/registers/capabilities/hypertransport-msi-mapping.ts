import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { aliases, capabilityTypes, notInVf, spec } from '../hypertransport-link.ts';

const movable = { 'command.fixed': 0 };

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_msi_mapping',
  title: 'HyperTransport MSI Mapping',
  spec,
  aliases,
  when: { 'command.capability_type': 21 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: [{ when: movable, length: 12 }, { length: 4 }],
  macros: {
    '': 'HT_CAPTYPE_MSI_MAPPING',
    'command.fixed': '~HT_MSI_FIXED_ADDR',
  },
  registers: {
    command: register(
      0x02,
      16,
      'Command',
      {
        enable: bit(0, 'Enable', 'RW', { linux: 'HT_MSI_FLAGS_ENABLE' }),
        fixed: bit(1, 'Fixed', 'RO', {
          linux: 'HT_MSI_FLAGS_FIXED',
          note: 'The address is then FEE00000h and has no registers.',
        }),
        capability_type: bits(15, 11, 'Capability Type', 'RO', { values: capabilityTypes }),
      },
      { linux: 'HT_MSI_FLAGS' },
    ),
    address: register(
      0x04,
      32,
      'Mapping Address',
      {
        address: bits(31, 20, 'Address 31:20', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x100000 },
          linux: 'HT_MSI_ADDR_LO_MASK',
        }),
      },
      { when: movable, linux: 'HT_MSI_ADDR_LO' },
    ),
    address_upper: whole(0x08, 32, 'Mapping Address, upper half', 'RW', {
      style: 'hex',
      when: movable,
      linux: 'HT_MSI_ADDR_HI',
    }),
  },
}));
