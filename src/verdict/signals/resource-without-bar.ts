import { assignedRegions } from '../regions.ts';
import { defineSignal } from '../signal.ts';
import { has, isPcie, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'resource-without-bar',
  rank: 170,
  looksAt: 'kind',
  weight: 'strong',
  title: 'Memory is assigned although all BARs read zero',
  why: "A VF's memory comes from the PF's VF BARs; its own BARs are zero (PCIe 6.0 §7.5.1.2.1). Enhanced Allocation looks the same, so it must be absent.",
  look: (s) => {
    if (!isType0(s) || !isPcie(s) || has(s, 'ea') || !s.barsZero) return undefined;
    const regions = assignedRegions(s);
    return regions.length > 0 ? `BARs are zero, but ${regions.join(', ')} assigned` : undefined;
  },
});
