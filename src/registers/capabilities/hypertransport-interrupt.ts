import { bits, defineStandard, register, whole } from '../define.ts';
import { aliases, capabilityTypes, notInVf, spec } from '../hypertransport-link.ts';

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_interrupt',
  title: 'HyperTransport Interrupt Discovery and Configuration',
  spec,
  aliases,
  when: { 'command.capability_type': 16 },
  inVf: 'elsewhere',
  vf: notInVf,
  length: 8,
  macros: {
    '': 'HT_CAPTYPE_IRQ',
  },
  registers: {
    command: register(0x02, 16, 'Command', {
      index: bits(7, 0, 'Index', 'RW', {
        style: 'hex',
        note: 'The register that Dataport shows: 01h the last interrupt, from 10h on two for each interrupt.',
      }),
      capability_type: bits(15, 11, 'Capability Type', 'RO', { values: capabilityTypes }),
    }),
    dataport: whole(0x04, 32, 'Dataport', 'RW', { style: 'hex' }),
  },
}));
