import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/link-speed-exceeds-cap',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The link is not faster than Max Link Speed',
    why: 'Link Status and Link Capabilities were not taken from one device.',
    fix: 'Re-capture both, or correct one.',
    exceptions: 'Emulated ports without a link show 0 as their maximum and are not looked at.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.8',
    reads: ['pcie.link_capabilities.max_link_speed', 'pcie.link_status.current_link_speed'],
    messages: { over: 'Current Link Speed is {{current}}, but Max Link Speed is {{max}}' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    const max = subject.get('pcie.link_capabilities.max_link_speed');
    const current = subject.get('pcie.link_status.current_link_speed');
    if (max !== 0 && current > max) report('over', 'pcie.link_status.current_link_speed', { current, max });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities.max_link_speed': 3,
          'pcie.link_status.current_link_speed': 3,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities.max_link_speed': 1,
          'pcie.link_status.current_link_speed': 2,
        },
      },
    ],
  },
});
