import { initialVfsProblem } from '../../../machine/sriov-numbers.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/initial-exceeds-total',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'InitialVFs is at most TotalVFs',
    why: 'A PF cannot begin with more VFs than it can have. Linux refuses to enable VFs then.',
    fix: 'Set InitialVFs to TotalVFs.',
    spec: 'PCIe 6.0 §9.3.3.5',
    reads: ['sriov.initial_vfs', 'sriov.total_vfs'],
    messages: { over: 'InitialVFs is {{initial}}, but TotalVFs is {{total}}' },
  },
  check(subject, report) {
    const initial = subject.get('sriov.initial_vfs');
    const total = subject.get('sriov.total_vfs');
    if (initialVfsProblem(initial, total, true) === 'over')
      report('over', 'sriov.initial_vfs', { initial, total });
  },
  examples: {
    good: [{ fields: { 'sriov.initial_vfs': 8, 'sriov.total_vfs': 8 } }],
    bad: [{ fields: { 'sriov.initial_vfs': 9, 'sriov.total_vfs': 8 } }],
  },
});
