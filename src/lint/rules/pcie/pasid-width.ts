import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pasid-width',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Max PASID Width is at most 20',
    why: 'A PASID has 20 bits.',
    fix: 'Correct bits 12:8 of PASID Capability.',
    spec: 'PCIe 6.0 §7.8.9.2',
    reads: ['pasid.capability.max_pasid_width'],
    messages: { over: 'Max PASID Width is {{width}}, and a PASID has 20 bits' },
  },
  check(subject, report) {
    const width = subject.get('pasid.capability.max_pasid_width');
    if (width > 20) report('over', 'pasid.capability.max_pasid_width', { width });
  },
  examples: {
    good: [{ fields: { 'pasid.capability.max_pasid_width': 20 } }],
    bad: [{ fields: { 'pasid.capability.max_pasid_width': 21 } }],
  },
});
