import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/mps-exceeds-supported',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Max_Payload_Size is at most what the Function supports',
    why: 'A Function that sends larger packets than it supports makes malformed packets.',
    fix: 'Lower Max_Payload_Size, or correct Device Capabilities.',
    spec: 'PCIe 6.0 §7.5.3.3, §7.5.3.4',
    reads: ['pcie.device_capabilities.max_payload_size_supported', 'pcie.device_control.max_payload_size'],
    messages: { over: 'Max_Payload_Size is {{size}} bytes, but at most {{supported}} are supported' },
  },
  check(subject, report) {
    const size = subject.get('pcie.device_control.max_payload_size');
    const supported = subject.get('pcie.device_capabilities.max_payload_size_supported');
    if (size > supported) {
      report('over', 'pcie.device_control.max_payload_size', {
        size: 128 << size,
        supported: 128 << supported,
      });
    }
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities.max_payload_size_supported': 2,
          'pcie.device_control.max_payload_size': 1,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities.max_payload_size_supported': 1,
          'pcie.device_control.max_payload_size': 2,
        },
      },
    ],
  },
});
