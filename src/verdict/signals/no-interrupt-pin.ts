import { defineSignal } from '../signal.ts';
import { isPcie, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'no-interrupt-pin',
  rank: 190,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'Interrupt Pin and Interrupt Line are 0',
  why: 'A VF has no INTx (PCIe 6.0 §7.5.1.1.13); many MSI-only Functions have none either.',
  look: (s) => (isType0(s) && isPcie(s) && s.fn.config.u8(0x3d) === 0 ? 'Interrupt Pin reads 0' : undefined),
});
