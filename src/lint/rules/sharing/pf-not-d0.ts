import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sharing/pf-not-d0',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A PF with VFs is in D0',
    why: 'The behaviour of VFs is not defined while their PF sleeps, and no VF may be more awake than its PF.',
    fix: 'Bring the PF to D0, or disable its VFs before it sleeps.',
    spec: 'PCIe 6.0 §9.3.3.3.1',
    reads: ['sriov.control.vf_enable', 'pm.control_status.power_state'],
    messages: { asleep: 'VF Enable is 1, but the PF is in D{{state}}; it should be in D0' },
  },
  check(subject, report) {
    const state = subject.get('pm.control_status.power_state');
    if (state !== 0 && subject.get('sriov.control.vf_enable') === 1) {
      report('asleep', 'pm.control_status.power_state', { state });
    }
  },
  examples: {
    good: [{ fields: { ...enabledVfs(1), 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { ...enabledVfs(1), 'pm.control_status.power_state': 3 } }],
  },
});
