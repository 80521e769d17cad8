import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pm-state-unsupported',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The power state is one that the Function supports',
    why: 'D1 and D2 are optional; a Function without them is never there.',
    fix: 'Correct PowerState, or the support bits.',
    spec: 'PCIe 6.0 §7.5.2.1, §7.5.2.2',
    reads: ['pm.control_status.power_state', 'pm.capabilities.d1_support', 'pm.capabilities.d2_support'],
    messages: { none: 'PowerState is D{{state}}, but D{{state}}_Support is clear' },
  },
  check(subject, report) {
    const state = subject.get('pm.control_status.power_state');
    const d1 = subject.get('pm.capabilities.d1_support');
    const d2 = subject.get('pm.capabilities.d2_support');
    if ((state === 1 && d1 === 0) || (state === 2 && d2 === 0)) {
      report('none', 'pm.control_status.power_state', { state });
    }
  },
  examples: {
    good: [
      { fields: { 'pm.control_status.power_state': 1, 'pm.capabilities.d1_support': 1 } },
      { fields: { 'pm.control_status.power_state': 3 } },
    ],
    bad: [{ fields: { 'pm.control_status.power_state': 2 } }],
  },
});
