import { isEndpoint, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'dump/ext-config-missing',
    severity: 'info',
    profile: 'recommended',
    about: 'capture',
    title: 'The dump of a PCI Express endpoint holds its extended configuration space',
    why: 'SR-IOV, ARI, ATS, PRI, PASID and ACS are at 100h and above: their values are unknown.',
    fix: '{{extended}}',
    exceptions: 'Hosts without ECAM; functions behind a bridge to conventional PCI.',
    reads: ['pcie.capabilities.device_port_type'],
    messages: { standard: 'the dump ends at FFh, before the extended capabilities' },
  },
  check(subject, report) {
    const { fn } = subject;
    const type = subject.get('pcie.capabilities.device_port_type');
    if (fn.config.end === 256 && !fn.config.ranges && isEndpoint(kindOfType(type))) report('standard');
  },
  examples: {
    good: [{ fields: {}, options: { capabilities: ['pcie'] } }],
    bad: [{ fields: {}, options: { capabilities: ['pcie'], size: 256 } }],
  },
});
