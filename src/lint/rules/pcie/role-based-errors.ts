import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/role-based-errors',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A Function has Role-Based Error Reporting',
    why: 'Every Function since PCIe 1.1 has it: the bytes of Device Capabilities are wrong, or those of the version.',
    fix: 'Set Role-Based Error Reporting, bit 15 of Device Capabilities.',
    exceptions: 'Cavium ThunderX and some prototypes lack it.',
    spec: 'PCIe 6.0 §7.5.3.3',
    reads: ['pcie.capabilities.version', 'pcie.device_capabilities.role_based_error_reporting'],
    messages: { clear: 'Role-Based Error Reporting is 0, but must be 1 with Capability Version {{version}}' },
  },
  check(subject, report) {
    const version = subject.get('pcie.capabilities.version');
    const bit = subject.get('pcie.device_capabilities.role_based_error_reporting');
    if (version >= 2 && bit === 0 && subject.report.verdict.role !== 'vf') {
      report('clear', 'pcie.device_capabilities.role_based_error_reporting', { version });
    }
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities.role_based_error_reporting': 1,
        },
      },
      { fields: { 'pcie.capabilities.version': 1 } },
    ],
    bad: [{ fields: { 'pcie.capabilities.version': 2 } }],
  },
});
