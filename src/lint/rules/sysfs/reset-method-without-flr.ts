import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sysfs/reset-method-without-flr',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'reset_method names flr where the function can do it',
    why: 'The attribute comes from the kernel, which knows quirks: one of the two may be edited.',
    fix: '{{facts}}',
    exceptions: 'Kernel quirks, such as the 82599 VF.',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: ['pcie.device_capabilities.function_level_reset_capability'],
    messages: { none: 'reset_method is "{{methods}}", but Function Level Reset Capability is 0' },
  },
  check(subject, report) {
    const methods = subject.fn.attribute('reset_method');
    const flr = subject.get('pcie.device_capabilities.function_level_reset_capability');
    if (methods !== undefined && /\bflr\b/.test(methods) && flr === 0) {
      report(
        'none',
        { field: 'pcie.device_capabilities.function_level_reset_capability', attribute: 'reset_method' },
        { methods },
      );
    }
  },
  examples: {
    good: [
      {
        attributes: { reset_method: 'flr bus' },
        fields: { 'pcie.device_capabilities.function_level_reset_capability': 1 },
      },
    ],
    bad: [{ attributes: { reset_method: 'flr bus' }, fields: {}, options: { capabilities: ['pcie'] } }],
  },
});
