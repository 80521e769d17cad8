import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 's390-no-vf',
  rank: 325,
  looksAt: 'surroundings',
  weight: 'against',
  title: 's390 attribute vfn is zero',
  why: 'The machine hypervisor numbers VFs from 1, and Linux takes nothing else for a VF there (arch/s390/pci/pci_bus.c).',
  look: (s) => (s.fn.stated.vfNumber?.value === 0 ? 'vfn is 0' : undefined),
});
