import { defineSignal } from '../signal.ts';
import { has } from '../subject.ts';

export default defineSignal({
  id: 'hierarchy-id-vf-configurable',
  rank: 260,
  looksAt: 'bytes',
  weight: 'strong',
  title: 'Hierarchy ID with VF Configurable set',
  why: 'The bit has a meaning only in VFs (PCIe 6.0 §7.9.18). Very rare.',
  look: (s) =>
    s.view.read('hierarchy_id.status.vf_configurable').state === 'known' &&
    Number((s.view.read('hierarchy_id.status.vf_configurable') as { value: number | bigint }).value) === 1 &&
    !has(s, 'sriov')
      ? 'VF Configurable is set'
      : undefined,
});
