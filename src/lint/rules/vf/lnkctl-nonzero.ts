import { defineRule } from '../../define.ts';
import { hex, isRawVf, vfIds } from '../../vf.ts';

/** ASPM Control, Read Completion Boundary, common clock, Extended Synch, clock power management, width. */
const reserved = 0x03cb;

export default defineRule({
  meta: {
    id: 'vf/lnkctl-nonzero',
    severity: 'info',
    profile: 'strict',
    title: 'Link Control of a VF reads 0 where the PF governs',
    why: "The link has one set of settings, in the PF or in Function 0 of the device: a VF's bits do nothing.",
    fix: 'Read Link Control of the PF or, with ARI, of Function 0.',
    exceptions: 'Parts that repeat the value of the PF.',
    spec: 'PCIe 6.0 §7.5.3.7',
    reads: ['pcie.link_control'],
    messages: { set: 'Link Control of a VF is {{value}}; bits 0, 1, 3 and 6 to 9 should be 0' },
  },
  check(subject, report) {
    const value = subject.get('pcie.link_control');
    if ((value & reserved) !== 0 && isRawVf(subject)) {
      report('set', 'pcie.link_control', { value: hex(value, 4) });
    }
  },
  examples: {
    good: [{ fields: { ...vfIds, 'pcie.link_control': 0 } }],
    bad: [{ fields: { ...vfIds, 'pcie.link_control': 0x40 } }],
  },
});
