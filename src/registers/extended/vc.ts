import { bit, bits, bytes, defineExtended, register, repeat } from '../define.ts';
import { vf } from '../vf.ts';

/** What the VC capabilities with the IDs 0002h and 0009h have in common. */
const shared = vf(
  'shared-in-pf',
  2,
  "The PF's map governs the traffic of its VFs; a VF with this capability breaks the rules, or is not a VF.",
  {
    spec: 'r6/7 7.9.1',
    software: {
      vfio: {
        text: 'Shows it read-only where the Function has it; a VF has none.',
        read: 'Linux 6.12 and 7.2 drivers/vfio/pci/vfio_pci_config.c, pci_ext_cap_length',
      },
    },
  },
);
const arbitrations = {
  0: 'hardware fixed',
  1: 'WRR, 32 phases',
  2: 'WRR, 64 phases',
  3: 'WRR, 128 phases',
  4: 'time-based WRR, 128 phases',
  5: 'WRR, 256 phases',
  rest: 'reserved',
};

/** By arbitration; the table of a VC has only the phases that are in use. */
const groupsOf32 = { 1: 1, 2: 2, 3: 4, 4: 4, 5: 8 };
const bytesOf32 = { field: 'port_capability_1.port_arbitration_table_entry_size', power: true, times: 4 };
const thirtyTwoPhases = { phases: bytes(0, bytesOf32, '32 Phases', 'RW') };

/** The registers of both VC capabilities (0002h, and 0009h in a device with MFVC), but for the arbitration tables of ports. */
export const virtualChannels = {
  port_capability_1: register(
    0x04,
    32,
    'Port VC Capability 1',
    {
      extended_vc_count: bits(2, 0, 'Extended VC Count', 'RO', {
        linux: 'PCI_VC_CAP1_EVCC',
        note: 'Beside VC0.',
      }),
      low_priority_extended_vc_count: bits(6, 4, 'Low Priority Extended VC Count', 'RO', {
        linux: 'PCI_VC_CAP1_LPEVCC',
        note: 'Beside VC0.',
      }),
      reference_clock: bits(9, 8, 'Reference Clock', 'RO', { values: { 0: '100 ns', rest: 'reserved' } }),
      port_arbitration_table_entry_size: bits(11, 10, 'Port Arbitration Table Entry Size', 'RO', {
        unit: { label: 'bits', power: true },
        linux: 'PCI_VC_CAP1_ARB_SIZE',
      }),
    },
    { linux: 'PCI_VC_PORT_CAP1', spec: 'PCIe 6.0 §7.9.1.2' },
  ),
  port_capability_2: register(
    0x08,
    32,
    'Port VC Capability 2',
    {
      hardware_fixed_arbitration: bit(0, 'Hardware Fixed VC Arbitration', 'RO'),
      wrr_32_phases: bit(1, 'WRR with 32 Phases', 'RO', { linux: 'PCI_VC_CAP2_32_PHASE' }),
      wrr_64_phases: bit(2, 'WRR with 64 Phases', 'RO', { linux: 'PCI_VC_CAP2_64_PHASE' }),
      wrr_128_phases: bit(3, 'WRR with 128 Phases', 'RO', { linux: 'PCI_VC_CAP2_128_PHASE' }),
      vc_arbitration_table_offset: bits(31, 24, 'VC Arbitration Table Offset', 'RO', {
        unit: { label: 'bytes', times: 16, special: { 0: 'no table' } },
        linux: 'PCI_VC_CAP2_ARB_OFF',
      }),
    },
    { linux: 'PCI_VC_PORT_CAP2', spec: 'PCIe 6.0 §7.9.1.3' },
  ),
  port_control: register(
    0x0c,
    16,
    'Port VC Control',
    {
      load_vc_arbitration_table: bit(0, 'Load VC Arbitration Table', 'RW', {
        linux: 'PCI_VC_PORT_CTRL_LOAD_TABLE',
        note: 'Reads 0.',
      }),
      vc_arbitration_select: bits(3, 1, 'VC Arbitration Select', 'RW', {
        values: {
          0: 'hardware fixed',
          1: 'WRR, 32 phases',
          2: 'WRR, 64 phases',
          3: 'WRR, 128 phases',
          rest: 'reserved',
        },
      }),
      all_vcs_enabled: bit(4, 'All VCs Enabled', 'RW'),
    },
    { linux: 'PCI_VC_PORT_CTRL', spec: 'PCIe 6.0 §7.9.1.4' },
  ),
  port_status: register(
    0x0e,
    16,
    'Port VC Status',
    {
      vc_arbitration_table_status: bit(0, 'VC Arbitration Table Status', 'RO', {
        reset: 0,
        linux: 'PCI_VC_PORT_STATUS_TABLE',
        note: '1: the table was written, but not loaded.',
      }),
    },
    { linux: 'PCI_VC_PORT_STATUS', spec: 'PCIe 6.0 §7.9.1.5' },
  ),
  resource: repeat(
    {
      title: 'VC Resource',
      offset: 0x10,
      count: { field: 'port_capability_1.extended_vc_count', plus: 1 },
      stride: 0x0c,
    },
    {
      capability: register(
        0x00,
        32,
        'VC Resource Capability',
        {
          hardware_fixed_arbitration: bit(0, 'Hardware Fixed Port Arbitration', 'RO'),
          wrr_32_phases: bit(1, 'WRR with 32 Phases', 'RO', { linux: 'PCI_VC_RES_CAP_32_PHASE' }),
          wrr_64_phases: bit(2, 'WRR with 64 Phases', 'RO', { linux: 'PCI_VC_RES_CAP_64_PHASE' }),
          wrr_128_phases: bit(3, 'WRR with 128 Phases', 'RO', { linux: 'PCI_VC_RES_CAP_128_PHASE' }),
          time_based_wrr_128_phases: bit(4, 'Time-based WRR with 128 Phases', 'RO', {
            linux: 'PCI_VC_RES_CAP_128_PHASE_TB',
          }),
          wrr_256_phases: bit(5, 'WRR with 256 Phases', 'RO', { linux: 'PCI_VC_RES_CAP_256_PHASE' }),
          advanced_packet_switching: bit(14, 'Advanced Packet Switching', 'RO', {
            note: 'Defined in PCIe 1.x only.',
          }),
          reject_snoop_transactions: bit(15, 'Reject Snoop Transactions', 'HwInit'),
          maximum_time_slots: bits(22, 16, 'Maximum Time Slots', 'HwInit', {
            unit: { label: 'slots', plus: 1 },
          }),
          port_arbitration_table_offset: bits(31, 24, 'Port Arbitration Table Offset', 'RO', {
            unit: { label: 'bytes', times: 16, special: { 0: 'no table' } },
            linux: 'PCI_VC_RES_CAP_ARB_OFF',
          }),
        },
        { linux: 'PCI_VC_RES_CAP', spec: 'PCIe 6.0 §7.9.1.6' },
      ),
      control: register(
        0x04,
        32,
        'VC Resource Control',
        {
          tc_vc_map: bits(7, 0, 'TC/VC Map', 'RW', {
            style: 'hex',
            vf: shared,
            members: 'Traffic Classes',
          }),
          load_port_arbitration_table: bit(16, 'Load Port Arbitration Table', 'RW', {
            reset: 0,
            linux: 'PCI_VC_RES_CTRL_LOAD_TABLE',
            note: 'Reads 0.',
          }),
          port_arbitration_select: bits(19, 17, 'Port Arbitration Select', 'RW', {
            values: arbitrations,
            linux: 'PCI_VC_RES_CTRL_ARB_SELECT',
          }),
          vc_id: bits(26, 24, 'VC ID', 'RW', { linux: 'PCI_VC_RES_CTRL_ID', vf: shared }),
          shared_flow_control_usage_limit: bits(29, 27, 'Shared Flow Control Usage Limit', 'RW', {
            unit: { label: '%', times: 12.5 },
            note: 'Only in Flit Mode.',
          }),
          shared_flow_control_usage_limit_enable: bit(30, 'Shared Flow Control Usage Limit Enable', 'RW'),
          vc_enable: bit(31, 'VC Enable', 'RW', { linux: 'PCI_VC_RES_CTRL_ENABLE', vf: shared }),
        },
        { linux: 'PCI_VC_RES_CTRL', spec: 'PCIe 6.0 §7.9.1.7' },
      ),
      status: register(
        0x0a,
        16,
        'VC Resource Status',
        {
          port_arbitration_table_status: bit(0, 'Port Arbitration Table Status', 'RO', {
            reset: 0,
            linux: 'PCI_VC_RES_STATUS_TABLE',
            note: '1: the table was written, but not loaded.',
          }),
          vc_negotiation_pending: bit(1, 'VC Negotiation Pending', 'RO', { linux: 'PCI_VC_RES_STATUS_NEGO' }),
        },
        { linux: 'PCI_VC_RES_STATUS', spec: 'PCIe 6.0 §7.9.1.8' },
      ),
    },
  ),
  vc_arbitration_table: repeat(
    {
      title: 'VC Arbitration Table',
      offset: { field: 'port_capability_2.vc_arbitration_table_offset', times: 16 },
      count: { field: 'port_control.vc_arbitration_select', table: { 1: 16, 2: 32, 3: 64 } },
      stride: 1,
      when: { 'port_capability_2.vc_arbitration_table_offset': { not: 0 } },
      spec: 'PCIe 6.0 §7.9.1.9',
    },
    register(0, 8, 'Two Phases', {
      even_phase: bits(2, 0, 'VC ID of the even phase', 'RW'),
      odd_phase: bits(6, 4, 'VC ID of the odd phase', 'RW'),
    }),
  ),
};
export { bytesOf32, groupsOf32, thirtyTwoPhases };

export default defineExtended(() => ({
  id: 0x0002,
  name: 'vc',
  title: 'Virtual Channel',
  spec: 'PCIe 6.0 §7.9.1',
  aliases: { setpci: 'ECAP_VC', linux: 'PCI_EXT_CAP_ID_VC' },
  inVf: 'not-implemented',
  vf: vf('shared-in-pf', null, 'Each VF uses the virtual channels of its PF; no VF has this capability.', {
    spec: 'r6/7 7.9.1; r5 9.3.7.1',
  }),
  length: { field: 'port_capability_1.extended_vc_count', plus: 1, times: 0x0c, add: 0x10 },
  macros: {
    '': 'PCI_CAP_VC_BASE_SIZEOF',
    'resource[n].capability': '~PCI_CAP_VC_PER_VC_SIZEOF',
  },
  registers: {
    ...virtualChannels,
    port_arbitration_table_0: repeat(
      {
        title: 'Port Arbitration Table of VC resource 0',
        offset: { field: 'vc.resource[0].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[0].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[0].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_1: repeat(
      {
        title: 'Port Arbitration Table of VC resource 1',
        offset: { field: 'vc.resource[1].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[1].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[1].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_2: repeat(
      {
        title: 'Port Arbitration Table of VC resource 2',
        offset: { field: 'vc.resource[2].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[2].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[2].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_3: repeat(
      {
        title: 'Port Arbitration Table of VC resource 3',
        offset: { field: 'vc.resource[3].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[3].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[3].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_4: repeat(
      {
        title: 'Port Arbitration Table of VC resource 4',
        offset: { field: 'vc.resource[4].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[4].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[4].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_5: repeat(
      {
        title: 'Port Arbitration Table of VC resource 5',
        offset: { field: 'vc.resource[5].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[5].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[5].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_6: repeat(
      {
        title: 'Port Arbitration Table of VC resource 6',
        offset: { field: 'vc.resource[6].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[6].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[6].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_7: repeat(
      {
        title: 'Port Arbitration Table of VC resource 7',
        offset: { field: 'vc.resource[7].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc.resource[7].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc.resource[7].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
  },
}));
