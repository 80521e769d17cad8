import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds, zeroBitsOf } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/devctl-rsvdp-nonzero',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Device Control bits 14:0 of a VF read 0',
    why: "They are reserved in a VF, where the PF's settings count: payload and request sizes, ordering, tags, error reporting. A value here misleads readers.",
    fix: 'Read Device Control of the PF.',
    exceptions: 'Parts that repeat the value of the PF: common.',
    spec: 'PCIe 6.0 §7.5.3.4',
    reads: ['pcie.device_control'],
    messages: { set: "Device Control of a VF is {{value}}; bits 14:0 should be 0, the PF's value counts" },
  },
  check(subject, report) {
    const value = subject.get('pcie.device_control');
    if ((value & zeroBitsOf('pcie.device_control')) !== 0 && isRawVf(subject)) {
      report('set', 'pcie.device_control', { value: hex(value, 4) });
    }
  },
  examples: {
    good: [{ fields: { ...vfIds, 'pcie.device_control': 0x8000 } }],
    bad: [{ fields: { ...vfIds, 'pcie.device_control': 0x2810 } }],
  },
});
