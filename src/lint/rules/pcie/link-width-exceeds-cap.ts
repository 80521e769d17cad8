import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/link-width-exceeds-cap',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The link is not wider than Maximum Link Width',
    why: 'Link Status and Link Capabilities were not taken from one device.',
    fix: 'Re-capture both, or correct one.',
    exceptions: 'Emulated ports without a link show 0 as their maximum and are not looked at.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.8',
    reads: ['pcie.link_capabilities.maximum_link_width', 'pcie.link_status.negotiated_link_width'],
    messages: { over: 'Negotiated Link Width is x{{current}}, but Maximum Link Width is x{{max}}' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    const max = subject.get('pcie.link_capabilities.maximum_link_width');
    const current = subject.get('pcie.link_status.negotiated_link_width');
    if (max !== 0 && current > max)
      report('over', 'pcie.link_status.negotiated_link_width', { current, max });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities.maximum_link_width': 16,
          'pcie.link_status.negotiated_link_width': 8,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities.maximum_link_width': 4,
          'pcie.link_status.negotiated_link_width': 8,
        },
      },
    ],
  },
});
