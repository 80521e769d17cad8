import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/mps-supported-reserved',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Max_Payload_Size Supported is at most 4,096 bytes',
    why: 'Codes 6 and 7 are reserved; drivers that shift by them get 8 or 16 KiB.',
    fix: 'Correct bits 2:0 of Device Capabilities.',
    spec: 'PCIe 6.0 §7.5.3.3',
    reads: ['pcie.device_capabilities.max_payload_size_supported'],
    messages: { reserved: 'Max_Payload_Size Supported is {{code}}, which is reserved' },
  },
  check(subject, report) {
    const code = subject.get('pcie.device_capabilities.max_payload_size_supported');
    if (code > 5) report('reserved', 'pcie.device_capabilities.max_payload_size_supported', { code });
  },
  examples: {
    good: [
      {
        fields: { 'pcie.capabilities.version': 2, 'pcie.device_capabilities.max_payload_size_supported': 5 },
      },
    ],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'pcie.device_capabilities.max_payload_size_supported': 6 },
      },
    ],
  },
});
