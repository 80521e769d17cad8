import { defineExtended } from '../define.ts';
import { vf } from '../vf.ts';

export default defineExtended(() => ({
  id: 0x0000,
  name: 'null_extended',
  title: 'Null',
  spec: 'PCIe 6.0 §7.9.28',
  inVf: 'unspecified',
  vf: vf(
    'independent',
    null,
    'vfio-pci leaves one in place of a hidden capability at 100h; the list goes on after it.',
  ),
  length: 4,
  nameOnly: 'it has no registers but its header',
  macros: {
    'capability_header.id': 'PCI_EXT_CAP_ID()',
    'capability_header.version': 'PCI_EXT_CAP_VER()',
    'capability_header.next_capability': 'PCI_EXT_CAP_NEXT()',
  },
  registers: {},
}));
