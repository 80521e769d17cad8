import { defineExtended, repeat, vf } from '../define.ts';
import { bytesOf32, groupsOf32, thirtyTwoPhases, virtualChannels } from './vc.ts';

export default defineExtended(() => ({
  id: 0x0009,
  name: 'vc9',
  title: 'Virtual Channel (with MFVC)',
  spec: 'PCIe 6.0 §7.9.1',
  aliases: { setpci: 'ECAP_VC2', linux: 'PCI_EXT_CAP_ID_VC9' },
  inVf: 'not-implemented',
  vf: vf('shared-in-pf', null, 'Each VF uses the virtual channels of its PF; no VF has this capability.', {
    spec: 'r6/7 7.9.1; r5 9.3.7.1',
  }),
  length: { field: 'port_capability_1.extended_vc_count', plus: 1, times: 0x0c, add: 0x10 },
  note: 'The layout of 0002h, in a device whose Function 0 has Multi-Function Virtual Channel.',
  registers: {
    ...virtualChannels,
    port_arbitration_table_0: repeat(
      {
        title: 'Port Arbitration Table of VC resource 0',
        offset: { field: 'vc9.resource[0].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[0].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[0].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_1: repeat(
      {
        title: 'Port Arbitration Table of VC resource 1',
        offset: { field: 'vc9.resource[1].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[1].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[1].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_2: repeat(
      {
        title: 'Port Arbitration Table of VC resource 2',
        offset: { field: 'vc9.resource[2].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[2].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[2].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_3: repeat(
      {
        title: 'Port Arbitration Table of VC resource 3',
        offset: { field: 'vc9.resource[3].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[3].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[3].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_4: repeat(
      {
        title: 'Port Arbitration Table of VC resource 4',
        offset: { field: 'vc9.resource[4].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[4].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[4].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_5: repeat(
      {
        title: 'Port Arbitration Table of VC resource 5',
        offset: { field: 'vc9.resource[5].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[5].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[5].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_6: repeat(
      {
        title: 'Port Arbitration Table of VC resource 6',
        offset: { field: 'vc9.resource[6].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[6].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[6].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
    port_arbitration_table_7: repeat(
      {
        title: 'Port Arbitration Table of VC resource 7',
        offset: { field: 'vc9.resource[7].capability.port_arbitration_table_offset', times: 16 },
        count: { field: 'vc9.resource[7].control.port_arbitration_select', table: groupsOf32 },
        stride: bytesOf32,
        when: { 'vc9.resource[7].capability.port_arbitration_table_offset': { not: 0 } },
        spec: 'PCIe 6.0 §7.9.1.10',
      },
      thirtyTwoPhases,
    ),
  },
}));
