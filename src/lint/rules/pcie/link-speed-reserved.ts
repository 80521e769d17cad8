import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/link-speed-reserved',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Link speeds are ones that exist',
    why: 'The codes 1 to 7 stand for 2.5 to 128 GT/s; others mean nothing.',
    fix: 'Correct Link Capabilities or Link Status.',
    exceptions: '0 in Max Link Speed is let through: emulated devices without a link show it.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.8; 7.0 for code 7',
    reads: ['pcie.link_capabilities.max_link_speed', 'pcie.link_status.current_link_speed'],
    messages: {
      max: 'Max Link Speed is {{code}}, which is reserved',
      current: 'Current Link Speed is {{code}}, which is reserved',
    },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    const max = subject.get('pcie.link_capabilities.max_link_speed');
    const current = subject.get('pcie.link_status.current_link_speed');
    if (max > 7) report('max', 'pcie.link_capabilities.max_link_speed', { code: max });
    if (current > 7) report('current', 'pcie.link_status.current_link_speed', { code: current });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities.max_link_speed': 3,
          'pcie.link_status.current_link_speed': 1,
        },
      },
    ],
    bad: [
      { fields: { 'pcie.capabilities.version': 2, 'pcie.link_capabilities.max_link_speed': 9 } },
      { fields: { 'pcie.capabilities.version': 2, 'pcie.link_status.current_link_speed': 9 } },
    ],
  },
});
