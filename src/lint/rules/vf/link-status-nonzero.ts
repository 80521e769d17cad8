import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/link-status-nonzero',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Link speed and width of a VF read 0',
    why: "Both are reserved in a VF, where the PF's Link Status counts. Two forms are in use: Intel's VFs read 0, others repeat the PF.",
    fix: 'Read Link Status of the PF.',
    exceptions: 'Very common; nothing breaks.',
    spec: 'PCIe 6.0 §7.5.3.8',
    reads: ['pcie.link_status.current_link_speed', 'pcie.link_status.negotiated_link_width'],
    messages: { set: 'Link Status of a VF states speed {{speed}} and width {{width}}; both should be 0' },
  },
  check(subject, report) {
    const speed = subject.get('pcie.link_status.current_link_speed');
    const width = subject.get('pcie.link_status.negotiated_link_width');
    if ((speed !== 0 || width !== 0) && isRawVf(subject)) {
      report('set', 'pcie.link_status', { speed, width });
    }
  },
  examples: {
    good: [{ fields: { ...vfIds, 'pcie.link_status': 0 } }],
    bad: [
      {
        fields: {
          ...vfIds,
          'pcie.link_status.current_link_speed': 3,
          'pcie.link_status.negotiated_link_width': 8,
        },
      },
    ],
  },
});
