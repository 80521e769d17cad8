import { kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/no-ari-cap',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A PF below a port has the ARI capability',
    why: 'Every Function of such a device needs ARI; without it Function Numbers past 7 cannot be used.',
    fix: 'Add ARI, or re-capture the Function.',
    exceptions:
      'Root Complex Integrated Endpoints have none. Some emulated devices with few VFs leave it out.',
    spec: 'PCIe 6.0 §7.8.8',
    reads: ['pcie.capabilities.device_port_type'],
    needs: 4096,
    messages: { none: 'SR-IOV without the ARI capability; an Endpoint with VFs should have it' },
  },
  check(subject, report) {
    const sriov = subject.view.capability('sriov');
    const type = subject.get('pcie.capabilities.device_port_type');
    if (sriov && kindOfType(type) === 'endpoint' && !subject.view.capability('ari'))
      report('none', sriov.entry.offset);
  },
  examples: {
    good: [
      {
        fields: { 'pcie.capabilities.device_port_type': 0 },
        options: { capabilities: ['pcie', 'sriov', 'ari'] },
      },
      { fields: { 'pcie.capabilities.device_port_type': 9 }, options: { capabilities: ['pcie', 'sriov'] } },
    ],
    bad: [
      { fields: { 'pcie.capabilities.device_port_type': 0 }, options: { capabilities: ['pcie', 'sriov'] } },
    ],
  },
});
