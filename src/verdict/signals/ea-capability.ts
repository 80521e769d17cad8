import { defineSignal } from '../signal.ts';
import { has } from '../subject.ts';

export default defineSignal({
  id: 'ea-capability',
  rank: 320,
  looksAt: 'bytes',
  weight: 'against',
  title: 'Has Enhanced Allocation',
  why: 'A VF must not have it (PCIe 6.0 §7.8.5), and it makes BARs read zero in ordinary Functions.',
  look: (s) => (has(s, 'ea') ? 'it has Enhanced Allocation' : undefined),
});
