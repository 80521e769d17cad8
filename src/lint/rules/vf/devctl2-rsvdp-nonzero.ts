import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/devctl2-rsvdp-nonzero',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Device Control 2 of a VF reads 0',
    why: "Completion Timeout, LTR, ordering by ID and 10-bit tags of a VF are the PF's, so a value here misleads readers.",
    fix: "Read Device Control 2 of the PF; of 10-bit tags, the PF's SR-IOV Control.",
    exceptions: 'Parts that repeat the value of the PF.',
    spec: 'PCIe 6.0 §7.5.3.16',
    reads: ['pcie.device_control_2'],
    messages: { set: "Device Control 2 of a VF is {{value}}; it should be 0, the PF's value counts" },
  },
  check(subject, report) {
    const value = subject.get('pcie.device_control_2');
    if (value !== 0 && isRawVf(subject)) report('set', 'pcie.device_control_2', { value: hex(value, 4) });
  },
  examples: {
    good: [{ fields: vfIds }],
    bad: [{ fields: { ...vfIds, 'pcie.device_control_2': 0x400 } }],
  },
});
