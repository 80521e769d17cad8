import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/enabled-numvfs-zero',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'VFs that are enabled have a number: NumVFs is not 0 with VF Enable set',
    why: 'VF Enable says that VFs exist and NumVFs says that there are none. Software writes NumVFs before it sets VF Enable.',
    fix: 'Clear VF Enable, or write NumVFs first.',
    spec: 'PCIe 6.0 §9.3.3.7',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs'],
    messages: { zero: 'VF Enable is 1, but NumVFs is 0; it should be 1 or more' },
  },
  check(subject, report) {
    if (subject.get('sriov.control.vf_enable') === 1 && subject.get('sriov.num_vfs') === 0) {
      report('zero', 'sriov.num_vfs');
    }
  },
  examples: {
    good: [{ fields: { 'sriov.control.vf_enable': 1, 'sriov.num_vfs': 1 } }],
    bad: [{ fields: { 'sriov.control.vf_enable': 1, 'sriov.num_vfs': 0 } }],
  },
});
