import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/forbidden-cap',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF has no Enhanced Allocation',
    why: 'Fixed addresses of VFs are in the PF, in entries for VF BARs. A second account in the VF may contradict them.',
    fix: 'Take the capability out of the list of the VF, or re-capture the VF.',
    spec: 'PCIe 6.0 §9.3.6, §7.8.5',
    reads: ['ea.entries.count'],
    messages: { has: 'a VF has Enhanced Allocation with {{count}} entries; only its PF may have it' },
  },
  check(subject, report) {
    const count = subject.get('ea.entries.count');
    if (isRawVf(subject)) report('has', 'ea.capability_id', { count });
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0x177d }, options: { capabilities: ['ea'] } }],
    bad: [{ fields: vfIds, options: { capabilities: ['pcie', 'ea'] } }],
  },
});
