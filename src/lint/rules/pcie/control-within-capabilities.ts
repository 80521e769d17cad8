import { defineRule } from '../../define.ts';

const pairs = [
  ['pcie.device_control.extended_tag_field_enable', 'pcie.device_capabilities.extended_tag_field_supported'],
  ['pcie.device_control.phantom_functions_enable', 'pcie.device_capabilities.phantom_functions_supported'],
  ['pcie.device_control_2.ari_forwarding_enable', 'pcie.device_capabilities_2.ari_forwarding_supported'],
  ['pcie.device_control_2.ltr_mechanism_enable', 'pcie.device_capabilities_2.ltr_mechanism_supported'],
  [
    'pcie.device_control_2.tag_requester_10bit_enable',
    'pcie.device_capabilities_2.tag_requester_10bit_supported',
  ],
  ['pcie.device_control_2.obff_enable', 'pcie.device_capabilities_2.obff_supported'],
  [
    'pcie.device_control_2.completion_timeout_disable',
    'pcie.device_capabilities_2.completion_timeout_disable_supported',
  ],
] as const;

export default defineRule({
  meta: {
    id: 'pcie/control-within-capabilities',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Enabled features are supported',
    why: 'A bit that enables what the Function lacks is hardwired to 0: the registers are not of one Function.',
    fix: 'Clear the enable, or correct the capability bit.',
    spec: 'PCIe 6.0 §7.5.3.3, §7.5.3.4, §7.5.3.15, §7.5.3.16',
    reads: [],
    mayRead: [
      'pcie.device_control.extended_tag_field_enable',
      'pcie.device_capabilities.extended_tag_field_supported',
      'pcie.device_control.phantom_functions_enable',
      'pcie.device_capabilities.phantom_functions_supported',
      'pcie.device_control_2.ari_forwarding_enable',
      'pcie.device_capabilities_2.ari_forwarding_supported',
      'pcie.device_control_2.ltr_mechanism_enable',
      'pcie.device_capabilities_2.ltr_mechanism_supported',
      'pcie.device_control_2.tag_requester_10bit_enable',
      'pcie.device_capabilities_2.tag_requester_10bit_supported',
      'pcie.device_control_2.obff_enable',
      'pcie.device_capabilities_2.obff_supported',
      'pcie.device_control_2.completion_timeout_disable',
      'pcie.device_capabilities_2.completion_timeout_disable_supported',
    ],
    messages: { lacks: '{{enable}} is {{value}}, but {{support}} is 0' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    for (const [enable, support] of pairs) {
      const value = subject.find(enable) ?? 0;
      const supported = subject.find(support);
      if (value !== 0 && supported === 0) report('lacks', enable, { enable, value, support });
    }
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_control_2.ltr_mechanism_enable': 1,
          'pcie.device_capabilities_2.ltr_mechanism_supported': 1,
        },
      },
    ],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'pcie.device_control_2.ltr_mechanism_enable': 1 } }],
  },
});
