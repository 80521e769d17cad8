import { defineExtended } from '../define.ts';
import { vf } from '../vf.ts';

export default defineExtended(() => ({
  id: 0x0014,
  name: 'amd_14h',
  title: 'Reserved for AMD',
  spec: 'PCI Code and ID Assignment 1.16',
  aliases: { linux: 'PCI_EXT_CAP_ID_AMD_XXX' },
  inVf: 'unspecified',
  vf: vf('reserved', null, 'Its meaning in a VF is not public.'),
  length: 4,
  nameOnly: 'The ID is reserved for AMD; its layout is not public.',
  registers: {},
}));
