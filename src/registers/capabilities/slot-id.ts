import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x04,
  name: 'slot_id',
  title: 'Slot Identification',
  spec: 'PCI-to-PCI Bridge 1.2 §13',
  aliases: { setpci: 'CAP_SLOTID', linux: 'PCI_CAP_ID_SLOTID' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in bridges: a function with it is not a VF.'),
  length: 4,
  registers: {
    expansion_slot: register(
      0x02,
      8,
      'Expansion Slot',
      {
        slots_provided: bits(4, 0, 'Expansion Slots Provided', 'RO', { linux: 'PCI_SID_ESR_NSLOTS' }),
        first_in_chassis: bit(5, 'First in Chassis', 'RO', { linux: 'PCI_SID_ESR_FIC' }),
      },
      { linux: 'PCI_SID_ESR' },
    ),
    chassis_number: whole(0x03, 8, 'Chassis Number', 'RW', { linux: 'PCI_SID_CHASSIS_NR' }),
  },
}));
