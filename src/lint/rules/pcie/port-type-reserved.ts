import { kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/port-type-reserved',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Device/Port Type is one that exists',
    why: 'Software decides by it which registers are there.',
    fix: 'Correct bits 7:4 of PCI Express Capabilities.',
    spec: 'PCIe 6.0 §7.5.3.2',
    reads: ['pcie.capabilities.device_port_type'],
    messages: { reserved: 'Device/Port Type is {{type}}, which is reserved' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    if (kindOfType(type) === 'reserved') report('reserved', 'pcie.capabilities.device_port_type', { type });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 9 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 2 } }],
  },
});
