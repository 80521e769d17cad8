import { isBelowQemu } from '../qemu.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'pasid-capability',
  rank: 332,
  weight: 'against',
  title: 'Has PASID outside a guest of QEMU',
  why: 'PASID lives in the PF and serves its VFs too (PCIe 6.0 §7.8.9). QEMU may add it to a VF that it passes on.',
  look: (s) => (s.hasPasid && isType0(s) && !isBelowQemu(s) ? 'it has pasid' : undefined),
});
