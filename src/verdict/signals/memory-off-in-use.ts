import { hex4 } from '../hex.ts';
import { assignedRegions } from '../regions.ts';
import { defineSignal } from '../signal.ts';
import { isType0 } from '../subject.ts';

export default defineSignal({
  id: 'memory-off-in-use',
  rank: 160,
  looksAt: 'kind',
  weight: 'supporting',
  title: 'Memory Space Enable is 0 although the Function is in use',
  why: 'A VF has no Memory Space Enable of its own (PCIe 6.0 §7.5.1.1.3). An ordinary Function without a driver reads 0 too, so a driver or Bus Master Enable must show use.',
  look: (s) => {
    const command = s.fn.config.u16(4);
    if (!isType0(s) || command < 0 || (command & 2) !== 0) return undefined;
    if (s.barsZero && assignedRegions(s).length === 0) return undefined;
    const driver = s.fn.stated.driver?.value;
    const inUse = driver !== undefined || (command & 4) !== 0;
    if (!inUse) return undefined;
    return `Command reads ${hex4(command)} with memory assigned and ${driver ? `driver ${driver} bound` : 'Bus Master Enable set'}`;
  },
});
