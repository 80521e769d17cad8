import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/pf-no-flr',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A PF supports Function Level Reset',
    why: 'A PF must support it; without it a driver cannot bring the PF back to a known state on its own.',
    fix: 'Set Function Level Reset Capability, or re-capture the PF.',
    spec: 'PCIe 6.0 §9.2.2.3',
    reads: ['pcie.device_capabilities.function_level_reset_capability', 'sriov.total_vfs'],
    messages: { none: 'Function Level Reset Capability is 0; a PF must have 1' },
  },
  check(subject, report) {
    const field = 'pcie.device_capabilities.function_level_reset_capability';
    if (subject.get(field) === 0 && subject.get('sriov.total_vfs') > 0) report('none', field);
  },
  examples: {
    good: [
      {
        fields: { 'pcie.device_capabilities.function_level_reset_capability': 1, 'sriov.total_vfs': 1 },
      },
    ],
    bad: [
      {
        fields: { 'pcie.device_capabilities.function_level_reset_capability': 0, 'sriov.total_vfs': 1 },
      },
    ],
  },
});
