import { defineSignal } from '../signal.ts';
import { has, isPcie, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'no-power-management',
  rank: 220,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'No Power Management capability',
  why: 'Optional in a VF, mandatory in other PCI Express Functions; some virtual devices leave it out.',
  look: (s) =>
    isType0(s) && isPcie(s) && s.view.walk.standard === 'complete' && !has(s, 'pm')
      ? 'PCI Express without Power Management'
      : undefined,
});
