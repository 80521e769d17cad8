import { isBelowQemu } from '../qemu.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'capability-of-vmm',
  rank: 336,
  weight: 'against',
  title: 'Has PASID in a guest of QEMU',
  why: 'PASID lives in the PF, but QEMU can give one to a VF that it passes on: it does not rule a VF out there.',
  look: (s) =>
    s.hasPasid && isType0(s) && isBelowQemu(s) ? 'it has pasid, which QEMU may have added' : undefined,
});
