import { barWords } from './header.ts';
import { flags, hex, type Table, value } from './language.ts';

const sriov: Table = {
  capabilities: ['sriov'],
  title: /^Single Root I\/O Virtualization/,
  rows: [
    ...flags('IOVCap', 'sriov.capabilities', {
      Migration: 'vf_migration_capable',
      '10BitTagReq': 'vf_10bit_tag_requester_supported',
    }),
    value(
      'IOVCap',
      'Interrupt Message Number: *',
      'sriov.capabilities.vf_migration_interrupt_message_number',
      hex(3),
    ),
    ...flags('IOVCtl', 'sriov.control', {
      Enable: 'vf_enable',
      Migration: 'vf_migration_enable',
      Interrupt: 'vf_migration_interrupt_enable',
      MSE: 'vf_memory_space_enable',
      ARIHierarchy: 'ari_capable_hierarchy',
      '10BitTagReq': 'vf_10bit_tag_requester_enable',
    }),
    ...flags('IOVSta', 'sriov.status', { Migration: 'vf_migration_status' }),
    value('Initial VFs', '*', 'sriov.initial_vfs'),
    value('Initial VFs', 'Total VFs: *', 'sriov.total_vfs'),
    value('Initial VFs', 'Number of VFs: *', 'sriov.num_vfs'),
    value('Initial VFs', 'Function Dependency Link: *', 'sriov.function_dependency_link', hex(2)),
    value('VF offset', '*', 'sriov.first_vf_offset'),
    value('VF offset', 'stride: *', 'sriov.vf_stride'),
    value('VF offset', 'Device ID: *', 'sriov.vf_device_id', hex(4)),
    value('Supported Page Size', '*', 'sriov.supported_page_sizes', hex(8)),
    value('Supported Page Size', 'System Page Size: *', 'sriov.system_page_size', hex(8)),
    ...[0, 1, 2, 3, 4, 5].map((n) =>
      value(`Region ${n}`, '**', `sriov.vf_bar[${n}]`, (low, get) =>
        barWords(low, get(`sriov.vf_bar[${n + 1}]`)),
      ),
    ),
    value('VF Migration', 'offset: *', 'sriov.vf_migration_state_array_offset', (raw) =>
      ((raw & ~7) >>> 0).toString(16).padStart(8, '0'),
    ),
    value('VF Migration', 'BIR: *', 'sriov.vf_migration_state_array_offset.bir'),
  ],
};

const ari: Table = {
  capabilities: ['ari'],
  title: /^Alternative Routing-ID/,
  rows: [
    ...flags('ARICap', 'ari.capability', {
      MFVC: 'mfvc_function_groups_capability',
      ACS: 'acs_function_groups_capability',
    }),
    value('ARICap', 'Next Function: *', 'ari.capability.next_function_number'),
    ...flags('ARICtl', 'ari.control', {
      MFVC: 'mfvc_function_groups_enable',
      ACS: 'acs_function_groups_enable',
    }),
    value('ARICtl', 'Function Group: *', 'ari.control.function_group'),
  ],
};

export const extended: readonly Table[] = [sriov, ari];
