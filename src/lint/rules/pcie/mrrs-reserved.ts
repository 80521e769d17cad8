import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/mrrs-reserved',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Max_Read_Request_Size is at most 4,096 bytes',
    why: 'Codes 6 and 7 are reserved.',
    fix: 'Correct bits 14:12 of Device Control.',
    spec: 'PCIe 6.0 §7.5.3.4',
    reads: ['pcie.device_control.max_read_request_size'],
    messages: { reserved: 'Max_Read_Request_Size is {{code}}, which is reserved' },
  },
  check(subject, report) {
    const code = subject.get('pcie.device_control.max_read_request_size');
    if (code > 5) report('reserved', 'pcie.device_control.max_read_request_size', { code });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'pcie.device_control.max_read_request_size': 5 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'pcie.device_control.max_read_request_size': 7 } }],
  },
});
