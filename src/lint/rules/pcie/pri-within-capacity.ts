import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pri-within-capacity',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Outstanding Page Request Allocation is at most the capacity',
    why: 'Requests above the capacity are lost.',
    fix: 'Lower the allocation.',
    spec: 'PCIe 6.0 §10.5.2.4, §10.5.2.5',
    reads: ['pri.outstanding_capacity', 'pri.outstanding_allocation'],
    messages: { over: 'the allocation is {{allocation}}, but the capacity is {{capacity}}' },
  },
  check(subject, report) {
    const capacity = subject.get('pri.outstanding_capacity');
    const allocation = subject.get('pri.outstanding_allocation');
    if (allocation > capacity) report('over', 'pri.outstanding_allocation', { allocation, capacity });
  },
  examples: {
    good: [
      {
        fields: { 'pri.outstanding_capacity': 32, 'pri.outstanding_allocation': 32 },
        options: { capabilities: ['pri', 'ats'] },
      },
    ],
    bad: [
      {
        fields: { 'pri.outstanding_capacity': 16, 'pri.outstanding_allocation': 32 },
        options: { capabilities: ['pri', 'ats'] },
      },
    ],
  },
});
