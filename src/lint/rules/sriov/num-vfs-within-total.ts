import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/num-vfs-within-total',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'NumVFs is at most TotalVFs while VFs are enabled',
    why: 'A PF that claims more VFs than it can have makes software compute Routing IDs of VFs that do not exist.',
    fix: 'Re-capture the PF, or set NumVFs to at most TotalVFs.',
    exceptions: 'With VF Enable clear any value is legal: what NumVFs holds after reset is not defined.',
    spec: 'PCIe 6.0 §9.3.3.7',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs', 'sriov.total_vfs'],
    messages: { over: 'NumVFs is {{num}}, but TotalVFs is {{total}}' },
  },
  check(subject, report) {
    const num = subject.get('sriov.num_vfs');
    const total = subject.get('sriov.total_vfs');
    if (subject.get('sriov.control.vf_enable') === 1 && num > total) {
      report('over', 'sriov.num_vfs', { num, total });
    }
  },
  insteadOf: ['sriov/num-vfs-over-total'],
  examples: {
    good: [
      { fields: { 'sriov.control.vf_enable': 1, 'sriov.num_vfs': 4, 'sriov.total_vfs': 8 } },
      { fields: { 'sriov.num_vfs': 0xffff, 'sriov.total_vfs': 8 } },
    ],
    bad: [{ fields: { 'sriov.control.vf_enable': 1, 'sriov.num_vfs': 9, 'sriov.total_vfs': 8 } }],
  },
});
