import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

const bits = [
  ['pcie.device_status.aux_power_detected', 'AUX Power Detected'],
  ['pcie.device_status.emergency_power_reduction_detected', 'Emergency Power Reduction Detected'],
] as const;

export default defineRule({
  meta: {
    id: 'vf/devsta-roz',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Power bits of Device Status of a VF read 0',
    why: 'Power is supplied to the device: only the PF states it.',
    fix: 'Read Device Status of the PF.',
    exceptions: 'Parts that repeat the value of the PF.',
    spec: 'PCIe 6.0 §7.5.3.5',
    reads: bits.map(([path]) => path),
    messages: { set: '{{name}} of a VF is 1; it should be 0' },
  },
  check(subject, report) {
    for (const [path, name] of bits) {
      if (subject.get(path) === 1 && isRawVf(subject)) report('set', path, { name });
    }
  },
  examples: {
    good: [{ fields: { ...vfIds, 'pcie.device_status': 0 } }],
    bad: [{ fields: { ...vfIds, 'pcie.device_status.aux_power_detected': 1 } }],
  },
});
