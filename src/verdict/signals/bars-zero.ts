import { defineSignal } from '../signal.ts';
import { isPcie, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'bars-zero',
  rank: 180,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'All BARs and the Expansion ROM are zero',
  why: 'So they are in every VF as hardware shows it; also in some integrated Functions.',
  look: (s) =>
    isType0(s) && isPcie(s) && s.barsZero && s.fn.config.u32(0x30) === 0
      ? 'all six BARs and the Expansion ROM read 0'
      : undefined,
});
