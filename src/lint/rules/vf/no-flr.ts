import { deviationOf } from '../../../registers/vf-deviations.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/no-flr',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF supports Function Level Reset',
    why: 'It is mandatory: without it a VF cannot be wiped between two guests.',
    fix: 'Set Function Level Reset Capability, or re-capture the VF.',
    exceptions:
      'Intel 82599 (8086:10ed) reads 0 and resets all the same: let pass where the PF tells the ID.',
    spec: 'PCIe 6.0 §9.2.2.2',
    reads: ['pcie.device_capabilities.function_level_reset_capability'],
    messages: { none: 'Function Level Reset Capability of a VF is 0; it should be 1' },
  },
  check(subject, report) {
    const field = 'pcie.device_capabilities.function_level_reset_capability';
    const { vendorId, deviceId } = subject.report;
    if (subject.get(field) === 1 || !isRawVf(subject)) return;
    if (deviationOf(field, vendorId, deviceId)) return;
    report('none', field);
  },
  examples: {
    good: [{ fields: { ...vfIds, 'pcie.device_capabilities.function_level_reset_capability': 1 } }],
    bad: [{ fields: { ...vfIds, 'pcie.device_capabilities.function_level_reset_capability': 0 } }],
  },
});
