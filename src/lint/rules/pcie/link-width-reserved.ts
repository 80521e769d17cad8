import { defineRule } from '../../define.ts';

// 0: no link, or an emulated device without one.
const widths = new Set([0, 1, 2, 4, 8, 12, 16, 32]);

export default defineRule({
  meta: {
    id: 'pcie/link-width-reserved',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Link widths are ones that exist',
    why: 'A link has 1, 2, 4, 8, 12, 16 or 32 lanes.',
    fix: 'Correct Link Capabilities or Link Status.',
    exceptions: '0 is let through: no link, or an emulated device without one.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.8',
    reads: ['pcie.link_capabilities.maximum_link_width', 'pcie.link_status.negotiated_link_width'],
    messages: {
      max: 'Maximum Link Width is {{code}}, which is reserved',
      current: 'Negotiated Link Width is {{code}}, which is reserved',
    },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    const max = subject.get('pcie.link_capabilities.maximum_link_width');
    const current = subject.get('pcie.link_status.negotiated_link_width');
    if (!widths.has(max)) report('max', 'pcie.link_capabilities.maximum_link_width', { code: max });
    if (!widths.has(current)) report('current', 'pcie.link_status.negotiated_link_width', { code: current });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities.maximum_link_width': 16,
          'pcie.link_status.negotiated_link_width': 0,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities.maximum_link_width': 4,
          'pcie.link_status.negotiated_link_width': 3,
        },
      },
      { fields: { 'pcie.capabilities.version': 2, 'pcie.link_capabilities.maximum_link_width': 5 } },
    ],
  },
});
