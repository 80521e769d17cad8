import { defineSignal } from '../signal.ts';
import { has, isType0 } from '../subject.ts';

/** Capabilities that the specification forbids in a VF (PCIe 6.0 §9.3.5–9.3.7). */
const pfOnly: ReadonlySet<string> = new Set([
  'pri',
  'vc',
  'vc9',
  'power_budgeting',
  'vf_resizable_bar',
  'ltr',
  'l1_pm_substates',
  'af',
  'slot_id',
]);

export default defineSignal({
  id: 'pf-only-capability',
  rank: 330,
  looksAt: 'bytes',
  weight: 'against',
  title: 'Has a capability that a VF must not have',
  why: 'PRI, virtual channels and power budgeting live in the PF. PASID has a signal of its own.',
  look: (s) => {
    if (!isType0(s)) return undefined;
    if (!s.view.capabilities.some(({ name }) => pfOnly.has(name))) return undefined;
    const found = [...pfOnly].filter((name) => has(s, name));
    return `it has ${found.join(', ')}`;
  },
});
