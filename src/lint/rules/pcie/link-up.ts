import { hasLinkAbove, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/link-up',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A Function that answers has a link that is up',
    why: 'It was read over a link that says it has no lanes: the two are of different moments, or the emulation leaves Link Status out.',
    fix: 'Set Negotiated Link Width, or re-capture the Function.',
    exceptions: 'VFs and Functions without a link are not looked at; old versions of QEMU show 0.',
    spec: 'PCIe 6.0 §7.5.3.8',
    reads: [
      'pcie.capabilities.device_port_type',
      'pcie.link_capabilities.maximum_link_width',
      'pcie.link_status.negotiated_link_width',
    ],
    messages: {
      down: 'Negotiated Link Width is 0, but Maximum Link Width is x{{max}} and the Function answers',
    },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const max = subject.get('pcie.link_capabilities.maximum_link_width');
    const width = subject.get('pcie.link_status.negotiated_link_width');
    if (subject.report.verdict.role === 'vf' || !hasLinkAbove(kindOfType(type)) || max === 0 || width !== 0)
      return;
    report('down', 'pcie.link_status.negotiated_link_width', { max });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.link_capabilities.maximum_link_width': 8,
          'pcie.link_status.negotiated_link_width': 8,
        },
      },
    ],
    bad: [{ fields: { 'pcie.link_capabilities.maximum_link_width': 8 } }],
  },
});
