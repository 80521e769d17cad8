import { isBelowQemu } from '../qemu.ts';
import { defineSignal } from '../signal.ts';
import { has, isType0 } from '../subject.ts';

/** Capabilities that the specification forbids in a VF (PCIe 6.0 §9.3.5–9.3.7). */
const pfOnly: ReadonlySet<string> = new Set([
  'pasid',
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
  weight: 'against',
  title: 'Has a capability that a VF must not have',
  why: 'PASID, PRI, virtual channels and power budgeting live in the PF. PASID does not count in a guest of QEMU, which may have added it.',
  look: (s) => {
    if (!isType0(s)) return undefined;
    if (!s.view.capabilities.some(({ name }) => pfOnly.has(name))) return undefined;
    const found = [...pfOnly].filter((name) => has(s, name) && !(name === 'pasid' && isBelowQemu(s)));
    if (found.length === 0) return undefined;
    return `it has ${found.join(', ')}`;
  },
});
