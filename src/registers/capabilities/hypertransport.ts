import { defineStandard } from '../define.ts';
import { aliases, notInVf, spec, typeOnly } from '../hypertransport-link.ts';

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport',
  title: 'HyperTransport',
  spec,
  aliases,
  note: 'The blocks that have no table of their own; only their type is known.',
  inVf: 'elsewhere',
  vf: notInVf,
  length: 4,
  macros: {
    'command.capability_type': 'HT_5BIT_CAP_MASK HT_CAPTYPE_GEN3=26 HT_CAPTYPE_PM=28',
  },
  registers: { command: typeOnly },
}));
