import { bits, defineStandard, register, whole } from '../define.ts';
import { aliases, capabilityTypes, notInVf, spec } from '../hypertransport-link.ts';

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_direct_route',
  title: 'HyperTransport DirectRoute',
  spec,
  aliases,
  when: { 'command.capability_type': 22 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 12,
  macros: {
    '': 'HT_CAPTYPE_DIRECT_ROUTE',
  },
  registers: {
    command: register(0x02, 16, 'Command', {
      spaces: bits(3, 0, 'Number of DirectRoute Spaces', 'RO'),
      index: bits(8, 4, 'Index', 'RW'),
      capability_type: bits(15, 11, 'Capability Type', 'RO', { values: capabilityTypes }),
    }),
    enable_vector: whole(0x04, 32, 'Enable Vector', 'RW', { style: 'hex' }),
    data: whole(0x08, 32, 'Data', 'RW', { style: 'hex' }),
  },
}));
