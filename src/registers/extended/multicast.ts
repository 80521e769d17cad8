import { bit, bits, defineExtended, register, vf, whole } from '../define.ts';

const spec = { spec: 'r6/7 7.9.11; r5 9.3.7.10' } as const;
const own = vf('independent', null, 'Each VF has its own.', spec);
const pfApplies = vf('pf-value-applies', 2, "Reserved in a VF: the PF's value applies.", spec);
const portsOnly = vf('reserved', null, 'Only ports have it.', spec);

/** Root Ports, and Switch Upstream and Downstream Ports. */
const port = { 'pcie.capabilities.device_port_type': [4, 5, 6] };
const groups = { style: 'hex', members: 'Multicast Groups' } as const;

export default defineExtended(() => ({
  id: 0x0012,
  name: 'multicast',
  title: 'Multicast',
  spec: 'PCIe 6.0 §7.9.11',
  aliases: { setpci: 'ECAP_MCAST', linux: 'PCI_EXT_CAP_ID_MCAST' },
  inVf: 'optional',
  vf: vf('independent', null, 'A VF has it only if its PF does.', spec),
  length: [{ when: port, length: 0x30 }, { length: 0x28 }],
  macros: {
    '': 'PCI_EXT_CAP_MCAST_ENDPOINT_SIZEOF',
  },
  registers: {
    capability: register(
      0x04,
      16,
      'Multicast Capability',
      {
        max_group: bits(5, 0, 'MC_Max_Group', 'RO', { unit: { label: 'groups', plus: 1 }, vf: pfApplies }),
        window_size_requested: bits(13, 8, 'MC_Window_Size_Requested', 'RO', {
          unit: { label: 'bytes', power: true },
          vf: pfApplies,
          note: 'Only of endpoints.',
        }),
        ecrc_regeneration_supported: bit(15, 'MC_ECRC_Regeneration_Supported', 'RO', { vf: portsOnly }),
      },
      { spec: 'PCIe 6.0 §7.9.11.2' },
    ),
    control: register(
      0x06,
      16,
      'Multicast Control',
      {
        num_group: bits(5, 0, 'MC_Num_Group', 'RW', {
          reset: 0,
          unit: { label: 'groups', plus: 1 },
          vf: pfApplies,
        }),
        enable: bit(15, 'MC_Enable', 'RW', { reset: 0, vf: own }),
      },
      { spec: 'PCIe 6.0 §7.9.11.3' },
    ),
    base_address: register(
      0x08,
      64,
      'MC_Base_Address',
      {
        index_position: bits(5, 0, 'MC_Index_Position', 'RW', {
          reset: 0,
          vf: pfApplies,
          note: 'Lowest address bit of the Multicast Group number; at least 12.',
        }),
        base_address: bits(63, 12, 'MC_Base_Address', 'RW', {
          reset: 0,
          style: 'address',
          unit: { label: 'bytes', times: 4096 },
          vf: pfApplies,
        }),
      },
      { spec: 'PCIe 6.0 §7.9.11.4' },
    ),
    receive: whole(0x10, 64, 'MC_Receive', 'RW', {
      ...groups,
      reset: 0,
      spec: 'PCIe 6.0 §7.9.11.5',
      vf: own,
    }),
    block_all: whole(0x18, 64, 'MC_Block_All', 'RW', {
      ...groups,
      reset: 0,
      spec: 'PCIe 6.0 §7.9.11.6',
      vf: own,
    }),
    block_untranslated: whole(0x20, 64, 'MC_Block_Untranslated', 'RW', {
      ...groups,
      reset: 0,
      spec: 'PCIe 6.0 §7.9.11.7',
      vf: own,
    }),
    overlay_bar: register(
      0x28,
      64,
      'MC_Overlay_BAR',
      {
        overlay_size: bits(5, 0, 'MC_Overlay_Size', 'RW', {
          reset: 0,
          unit: {
            label: 'bytes',
            power: true,
            special: { 0: 'off', 1: 'off', 2: 'off', 3: 'off', 4: 'off', 5: 'off' },
          },
        }),
        overlay_bar: bits(63, 6, 'MC_Overlay_BAR', 'RW', {
          reset: 0,
          style: 'address',
          unit: { label: 'bytes', times: 64 },
        }),
      },
      {
        when: port,
        spec: 'PCIe 6.0 §7.9.11.8',
        vf: vf('not-implemented-in-vf', null, 'Only ports have it.', spec),
      },
    ),
  },
}));
