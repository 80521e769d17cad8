import { isEndpoint, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/flr-on-non-endpoint',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Only endpoints have Function Level Reset',
    why: 'Software that resets a port this way writes a bit that is reserved there.',
    fix: 'Clear bit 28 of Device Capabilities.',
    spec: 'PCIe 6.0 §7.5.3.3',
    reads: ['pcie.capabilities.device_port_type', 'pcie.device_capabilities.function_level_reset_capability'],
    messages: { set: 'Function Level Reset Capability is set, but Device/Port Type is {{type}}' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    if (
      subject.get('pcie.device_capabilities.function_level_reset_capability') === 1 &&
      !isEndpoint(kindOfType(type))
    ) {
      report('set', 'pcie.device_capabilities.function_level_reset_capability', { type });
    }
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities.function_level_reset_capability': 1,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.capabilities.device_port_type': 4,
          'pcie.device_capabilities.function_level_reset_capability': 1,
        },
        options: { layout: 1 },
      },
    ],
  },
});
