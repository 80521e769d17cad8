import { kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/ari-bits-on-rciep',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'ARI Capable Hierarchy is 0 in an integrated endpoint',
    why: 'There is no port above that could forward by ARI, so the bit always reads 0 there.',
    fix: 'Clear the bit, or correct Device/Port Type.',
    spec: 'PCIe 6.0 §9.3.3.3.5',
    reads: ['pcie.capabilities.device_port_type', 'sriov.control.ari_capable_hierarchy'],
    messages: { set: 'ARI Capable Hierarchy is 1 in a Root Complex Integrated Endpoint; it should be 0' },
  },
  check(subject, report) {
    const bit = subject.get('sriov.control.ari_capable_hierarchy');
    if (
      kindOfType(subject.get('pcie.capabilities.device_port_type')) === 'integrated-endpoint' &&
      bit === 1
    ) {
      report('set', 'sriov.control.ari_capable_hierarchy');
    }
  },
  examples: {
    good: [
      { fields: { 'pcie.capabilities.device_port_type': 9, 'sriov.control.ari_capable_hierarchy': 0 } },
      { fields: { 'pcie.capabilities.device_port_type': 0, 'sriov.control.ari_capable_hierarchy': 1 } },
    ],
    bad: [{ fields: { 'pcie.capabilities.device_port_type': 9, 'sriov.control.ari_capable_hierarchy': 1 } }],
  },
});
