import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { aliases, notInVf, spec, typeOnly } from '../hypertransport-link.ts';

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_extended_configuration',
  title: 'HyperTransport Extended Configuration Space Access',
  spec,
  aliases,
  when: { 'command.capability_type': 19 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 12,
  macros: {
    '': 'HT_CAPTYPE_EXTCONF',
  },
  registers: {
    command: typeOnly,
    address: register(0x04, 32, 'Configuration Address', {
      register: bits(11, 2, 'Register', 'RW', { style: 'address', unit: { label: 'bytes', times: 4 } }),
      function: bits(14, 12, 'Function', 'RW'),
      device: bits(19, 15, 'Device', 'RW', { style: 'hex' }),
      bus: bits(27, 20, 'Bus', 'RW', { style: 'hex' }),
      type: bit(28, 'Type', 'RW', { values: { 0: 'type 0', 1: 'type 1' } }),
    }),
    data: whole(0x08, 32, 'Configuration Data', 'RW', { style: 'hex' }),
  },
}));
