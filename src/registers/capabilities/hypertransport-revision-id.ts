import { bits, defineStandard, register } from '../define.ts';
import { aliases, capabilityTypes, notInVf, revisionId, spec } from '../hypertransport-link.ts';

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_revision_id',
  title: 'HyperTransport Revision ID',
  spec,
  aliases,
  when: { 'command.capability_type': 17 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 4,
  registers: {
    command: register(0x02, 16, 'Command', {
      ...revisionId,
      capability_type: bits(15, 11, 'Capability Type', 'RO', { values: capabilityTypes }),
    }),
  },
}));
