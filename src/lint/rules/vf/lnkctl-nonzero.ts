import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds, zeroBitsOf } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/lnkctl-nonzero',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Link Control of a VF reads 0 where the PF governs',
    why: "The link has one set of settings, in the PF or in Function 0 of the device: a VF's bits do nothing.",
    fix: 'Read Link Control of the PF or, with ARI, of Function 0.',
    exceptions: 'Parts that repeat the value of the PF.',
    spec: 'PCIe 6.0 §7.5.3.7',
    reads: ['pcie.link_control'],
    messages: { set: 'Link Control of a VF is {{value}}; bits {{bits}} should be 0' },
  },
  check(subject, report) {
    const value = subject.get('pcie.link_control');
    const set = value & zeroBitsOf('pcie.link_control');
    if (set !== 0 && isRawVf(subject)) {
      report('set', 'pcie.link_control', { value: hex(value, 4), bits: hex(set, 4) });
    }
  },
  examples: {
    good: [{ fields: { ...vfIds, 'pcie.link_control': 0 } }],
    bad: [{ fields: { ...vfIds, 'pcie.link_control': 0x40 } }],
  },
});
