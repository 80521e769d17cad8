import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/tag-requester-needs-completer',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A 10-Bit Tag Requester is a Completer of 10-bit tags as well',
    why: 'The specification allows the one only with the other. Extended Tags, of 8 bits, are a matter of their own.',
    fix: 'Set 10-Bit Tag Completer Supported, or clear 10-Bit Tag Requester Supported.',
    spec: 'PCIe 6.0 §7.5.3.15',
    reads: [
      'pcie.device_capabilities_2.tag_requester_10bit_supported',
      'pcie.device_capabilities_2.tag_completer_10bit_supported',
    ],
    messages: { alone: '10-Bit Tag Requester Supported is set, but 10-Bit Tag Completer Supported is clear' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    if (
      subject.get('pcie.device_capabilities_2.tag_requester_10bit_supported') === 1 &&
      subject.get('pcie.device_capabilities_2.tag_completer_10bit_supported') === 0
    )
      report('alone', 'pcie.device_capabilities_2.tag_requester_10bit_supported');
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities_2.tag_requester_10bit_supported': 1,
          'pcie.device_capabilities_2.tag_completer_10bit_supported': 1,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities_2.tag_requester_10bit_supported': 1,
        },
      },
    ],
  },
});
