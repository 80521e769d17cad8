import { hasLinkBelow, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/slot-in-downstream-port',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Slot Implemented is set in downstream ports only',
    why: 'Elsewhere the bit is undefined; software that believes it reads slot registers that are not there.',
    fix: 'Clear Slot Implemented, or correct Device/Port Type.',
    spec: 'PCIe 6.0 §7.5.3.2',
    reads: ['pcie.capabilities.slot_implemented', 'pcie.capabilities.device_port_type'],
    messages: { slot: 'Slot Implemented is 1 in a Function of Device/Port Type {{type}}, but must be 0' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const slot = subject.get('pcie.capabilities.slot_implemented');
    if (slot === 1 && !hasLinkBelow(kindOfType(type)))
      report('slot', 'pcie.capabilities.slot_implemented', { type });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.slot_implemented': 1, 'pcie.capabilities.device_port_type': 4 } }],
    bad: [{ fields: { 'pcie.capabilities.slot_implemented': 1, 'pcie.capabilities.device_port_type': 5 } }],
  },
});
