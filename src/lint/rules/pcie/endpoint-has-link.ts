import { isLinkedEndpoint, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/endpoint-has-link',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'An endpoint has a link',
    why: 'A Function without one is an integrated endpoint, type 9; as an endpoint it claims a port that is not there.',
    fix: 'Set Max Link Speed and Maximum Link Width, or Device/Port Type to 9.',
    exceptions: 'Functions inside a SoC, such as those of Cavium ThunderX. VFs are not looked at.',
    spec: 'PCIe 6.0 §7.5.3.2, §7.5.3.6',
    reads: [
      'pcie.capabilities.device_port_type',
      'pcie.link_capabilities.max_link_speed',
      'pcie.link_capabilities.maximum_link_width',
    ],
    messages: { none: 'Max Link Speed and Maximum Link Width are 0 in an endpoint, type {{type}}' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const speed = subject.get('pcie.link_capabilities.max_link_speed');
    const width = subject.get('pcie.link_capabilities.maximum_link_width');
    if (
      subject.report.verdict.role === 'vf' ||
      !isLinkedEndpoint(kindOfType(type)) ||
      speed !== 0 ||
      width !== 0
    )
      return;
    report('none', 'pcie.link_capabilities.max_link_speed', { type });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.link_capabilities.max_link_speed': 3,
          'pcie.link_capabilities.maximum_link_width': 8,
        },
      },
    ],
    bad: [{ fields: { 'pcie.capabilities.version': 2 } }],
  },
});
