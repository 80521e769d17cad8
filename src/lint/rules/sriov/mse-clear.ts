import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/mse-clear',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'VF Memory Space Enable is set while VFs are enabled',
    why: 'The memory of all VFs is off: every access to it is answered as unsupported. Linux sets both bits at once.',
    fix: 'Set VF Memory Space Enable, or clear VF Enable.',
    exceptions: 'A dump taken in the moment between the two writes.',
    spec: 'PCIe 6.0 §9.3.3.3.4',
    reads: ['sriov.control.vf_enable', 'sriov.control.vf_memory_space_enable'],
    messages: { off: 'VF Enable is 1, but VF Memory Space Enable is 0: no VF can be reached' },
  },
  check(subject, report) {
    const memory = subject.get('sriov.control.vf_memory_space_enable');
    if (memory === 0 && subject.get('sriov.control.vf_enable') === 1) {
      report('off', 'sriov.control.vf_memory_space_enable');
    }
  },
  examples: {
    good: [{ fields: { 'sriov.control.vf_enable': 1, 'sriov.control.vf_memory_space_enable': 1 } }],
    bad: [{ fields: { 'sriov.control.vf_enable': 1 } }],
  },
});
