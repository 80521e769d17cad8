import { isEndpoint, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/wrong-port-type',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'SR-IOV is in an Endpoint with a type 0 header',
    why: 'Bridges cannot have VFs. Software refuses the capability there.',
    fix: 'Correct Header Type or Device/Port Type, or take the capability out of the list.',
    exceptions: 'Legacy Endpoints (type 1) are let pass: Linux accepts them.',
    spec: 'PCIe 6.0 §9.3.3',
    reads: ['header.header_type.layout'],
    mayRead: ['pcie.capabilities.device_port_type'],
    needs: 4096,
    messages: {
      header: 'SR-IOV is in a Function with Header Layout {{layout}}; only layout 0 may have it',
      type: 'SR-IOV is in a Function with Device/Port Type {{type}}; an Endpoint has 0, 1 or 9',
    },
  },
  check(subject, report) {
    const layout = subject.get('header.header_type.layout');
    const type = subject.find('pcie.capabilities.device_port_type');
    if (!subject.view.capability('sriov')) return;
    if (layout !== 0) report('header', 'header.header_type.layout', { layout });
    else if (type !== undefined && !isEndpoint(kindOfType(type)))
      report('type', 'pcie.capabilities.device_port_type', { type });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.device_port_type': 0, 'sriov.total_vfs': 1 } }],
    bad: [
      { fields: { 'pcie.capabilities.device_port_type': 5, 'sriov.total_vfs': 1 } },
      {
        fields: { 'pcie.capabilities.device_port_type': 4 },
        options: { layout: 1, capabilities: ['pcie', 'sriov'] },
      },
    ],
  },
});
