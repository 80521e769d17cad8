import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { aliases, capabilityTypes, notInVf, spec } from '../hypertransport-link.ts';

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_switch',
  title: 'HyperTransport Switch',
  spec,
  aliases,
  when: { 'command.capability_type': 8 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 0x18,
  registers: {
    command: register(0x02, 16, 'Switch Command', {
      vib_error: bit(7, 'Virtual Inbound Buffer Error', 'RW1C'),
      vib_flood: bit(8, 'Virtual Inbound Buffer Flood', 'RW', { reset: 0 }),
      vib_fatal: bit(9, 'Virtual Inbound Buffer Fatal', 'RW', { reset: 0 }),
      vib_nonfatal: bit(10, 'Virtual Inbound Buffer Nonfatal', 'RW', { reset: 0 }),
      capability_type: bits(15, 11, 'Capability Type', 'RO', { values: capabilityTypes }),
    }),
    partition_mask: whole(0x04, 32, 'Partition Mask', 'RW', { style: 'hex' }),
    switch_information: register(0x08, 32, 'Switch Information', {
      default_port: bits(4, 0, 'Default Port', 'RW'),
      enable_decode: bit(5, 'Enable Decode', 'RW'),
      cold_reset: bit(6, 'Cold Reset', 'RW'),
      performance_counter_index: bits(11, 8, 'Performance Counter Index', 'RW'),
      range_index: bits(17, 12, 'Base/Limit Range Index', 'RW'),
      hot_plug: bit(18, 'Hot-Plug', 'RO'),
      hide_port: bit(19, 'Hide Port', 'RW'),
    }),
    performance_counter_data: whole(0x0c, 32, 'Performance Counter Data', 'RW', { style: 'hex' }),
    range_data: whole(0x10, 32, 'Base/Limit Range Data', 'RW', { style: 'hex' }),
    secondary_base_data: whole(0x14, 32, 'Secondary Base Data', 'RW', { style: 'hex' }),
  },
}));
