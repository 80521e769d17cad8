import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/offset-unset',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'First VF Offset tells where VFs would be',
    why: 'The addresses of the VFs cannot be told from this dump.',
    fix: 'Capture the PF with NumVFs written.',
    exceptions: 'Legal while NumVFs is 0; Loongson NICs fill the field in only after NumVFs is written.',
    spec: 'PCIe 6.0 §9.3.3.9',
    reads: ['sriov.control.vf_enable', 'sriov.total_vfs', 'sriov.num_vfs', 'sriov.first_vf_offset'],
    messages: {
      unset: 'First VF Offset is 0 with NumVFs {{num}}; where the {{total}} VFs would be is not known',
    },
  },
  check(subject, report) {
    const total = subject.get('sriov.total_vfs');
    const num = subject.get('sriov.num_vfs');
    const offset = subject.get('sriov.first_vf_offset');
    if (total > 0 && offset === 0 && subject.get('sriov.control.vf_enable') === 0) {
      report('unset', 'sriov.first_vf_offset', { total, num });
    }
  },
  examples: {
    good: [{ fields: { 'sriov.total_vfs': 8, 'sriov.first_vf_offset': 1 } }],
    bad: [{ fields: { 'sriov.total_vfs': 8 } }],
  },
});
