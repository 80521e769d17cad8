import { hex4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';
import { has } from '../subject.ts';

export default defineSignal({
  id: 'sriov-capability',
  rank: 310,
  looksAt: 'kind',
  weight: 'against',
  title: 'Has the SR-IOV capability, or sysfs sriov_totalvfs',
  why: 'Only a PF has it (PCIe 6.0 §9.3.3).',
  look: (s) => {
    if (has(s, 'sriov')) return `SR-IOV at ${hex4(s.view.capability('sriov')?.entry.offset ?? 0)}`;
    return s.fn.attribute('sriov_totalvfs') !== undefined ? 'sriov_totalvfs exists' : undefined;
  },
});
