import { defineStandard, whole } from '../define.ts';
import { aliases, notInVf, spec, typeOnly } from '../hypertransport-link.ts';

const perUnitId = { style: 'hex', members: 'UnitIDs' } as const;

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_unit_id_clumping',
  title: 'HyperTransport UnitID Clumping',
  spec,
  aliases,
  when: { 'command.capability_type': 18 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 12,
  macros: {
    '': 'HT_CAPTYPE_UNITID_CLUMP',
  },
  registers: {
    command: typeOnly,
    clumping_support: whole(0x04, 32, 'Clumping Support', 'RO', perUnitId),
    clumping_enable: whole(0x08, 32, 'Clumping Enable', 'RW', { reset: 0, ...perUnitId }),
  },
}));
