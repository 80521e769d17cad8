import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 's390-vfn',
  rank: 70,
  looksAt: 'surroundings',
  weight: 'decisive',
  title: 's390 attribute vfn is not zero',
  why: 'The machine hypervisor numbers VFs from 1; a PF or an ordinary Function has 0.',
  look: (s) => {
    const vfn = s.fn.stated.vfNumber?.value ?? 0;
    return vfn > 0 ? `vfn is ${vfn}` : undefined;
  },
});
