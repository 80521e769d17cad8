import { defineSignal } from '../signal.ts';
import { has, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'ats-zero',
  rank: 250,
  looksAt: 'bytes',
  weight: 'supporting',
  title: 'ATS with Invalidate Queue Depth 0 and Smallest Translation Unit 0, without PASID and PRI',
  why: 'Both are hardwired to 0 in a VF (PCIe 6.0 §10.5.1); a queue depth of 0 can also mean 32.',
  look: (s) =>
    isType0(s) &&
    s.view.get('ats.capability.invalidate_queue_depth') === 0 &&
    s.view.get('ats.control.smallest_translation_unit') === 0 &&
    !has(s, 'pasid') &&
    !has(s, 'pri')
      ? 'ATS with queue depth 0 and STU 0, no PASID, no PRI'
      : undefined,
});
