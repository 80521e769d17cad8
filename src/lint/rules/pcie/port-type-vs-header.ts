import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/port-type-vs-header',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Device/Port Type fits the header type',
    why: 'A port has a bridge header and an endpoint has not; software that trusts one of the two reads the wrong registers.',
    fix: 'Correct Device/Port Type or Header Type.',
    spec: 'PCIe 6.0 §7.5.3.2',
    reads: ['pcie.capabilities.device_port_type', 'header.header_type.layout'],
    messages: {
      differs: 'Device/Port Type {{type}} needs a Type {{needed}} header, and this is Type {{layout}}',
    },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const layout = subject.get('header.header_type.layout');
    const needed = type >= 4 && type <= 8 ? 1 : [0, 1, 9, 10].includes(type) ? 0 : undefined;
    if (needed !== undefined && layout !== needed && layout < 2) {
      report('differs', 'pcie.capabilities.device_port_type', { type, needed, layout });
    }
  },
  examples: {
    good: [
      {
        fields: { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 4 },
        options: { layout: 1 },
      },
      { fields: { 'pcie.capabilities.version': 2 } },
    ],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 4 } }],
  },
});
