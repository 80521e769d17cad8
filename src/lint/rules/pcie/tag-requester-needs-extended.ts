import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/tag-requester-needs-extended',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A 10-Bit Tag Requester supports Extended Tags',
    why: '10-bit tags build on the 8-bit field.',
    fix: 'Set Extended Tag Field Supported.',
    spec: 'PCIe 6.0 §2.2.6.2, §7.5.3.15',
    reads: [
      'pcie.device_capabilities_2.tag_requester_10bit_supported',
      'pcie.device_capabilities.extended_tag_field_supported',
    ],
    messages: { alone: '10-Bit Tag Requester Supported is set, but Extended Tag Field Supported is clear' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    if (
      subject.get('pcie.device_capabilities_2.tag_requester_10bit_supported') === 1 &&
      subject.get('pcie.device_capabilities.extended_tag_field_supported') === 0
    )
      report('alone', 'pcie.device_capabilities_2.tag_requester_10bit_supported');
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities_2.tag_requester_10bit_supported': 1,
          'pcie.device_capabilities.extended_tag_field_supported': 1,
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
