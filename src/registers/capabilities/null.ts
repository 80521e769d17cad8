import { defineStandard } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x00,
  name: 'null',
  title: 'Null',
  spec: 'PCI Code and ID Assignment 1.11',
  nameOnly: 'It has no registers: it takes the place of a capability that was taken out of the list.',
  inVf: 'optional',
  vf: vf('independent', null, 'Says nothing but that the list goes on.'),
  length: 4,
  macros: {
    '': 'PCI_CAP_FLAGS PCI_CAP_SIZEOF',
    capability_id: 'PCI_CAP_LIST_ID',
    'capability_id 7:0': 'PCI_CAP_ID_MASK',
    next_capability: 'PCI_CAP_LIST_NEXT',
    'next_capability 7:0': 'PCI_CAP_LIST_NEXT_MASK',
  },
  registers: {},
}));
