import { hasLinkAbove, portKindOf } from '../../../machine/port.ts';
import { functionOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/link-partners-agree',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Both ends of a link report one speed and width',
    why: 'They are one link: the two were captured at different moments or on different machines.',
    fix: 'Capture the dump in one run.',
    exceptions: 'Ports that serve endpoints without a link; a link that was retrained between the two reads.',
    spec: 'PCIe 6.0 §7.5.3.8',
    reads: [],
    messages: { differs: 'link {{field}} is {{mine}} here and {{theirs}} in {{port}} above' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view, verdict } of reports) {
      if (functionOf(fn.routingId) !== 0 || verdict.role === 'unreadable') continue;
      const bridge = machine.bridgeTo(fn);
      if (!bridge || verdict.role === 'vf') continue;
      const port = bridge.view;
      if (!hasLinkAbove(portKindOf(view))) continue;
      for (const field of [
        'pcie.link_status.current_link_speed',
        'pcie.link_status.negotiated_link_width',
      ] as const) {
        const mine = look(fn, view, field);
        const theirs = look(fn, port, field);
        // A model without a link reads 0.
        if (!mine || !theirs || mine === theirs) continue;
        report(
          fn,
          'differs',
          { field, related: [{ message: 'the port', fn: bridge.fn, field }] },
          { field: field.endsWith('speed') ? 'speed' : 'width', mine, theirs, port: bridge.fn.address },
        );
      }
    }
  },
  examples: {
    good: [
      {
        functions: [
          {
            address: '00:01.0',
            fields: { ...port(4, 1), 'pcie.link_status.negotiated_link_width': 8 },
            options: { layout: 1 },
          },
          {
            address: '01:00.0',
            fields: { 'pcie.capabilities.version': 2, 'pcie.link_status.negotiated_link_width': 8 },
          },
        ],
      },
    ],
    bad: [
      {
        functions: [
          {
            address: '00:01.0',
            fields: { ...port(4, 1), 'pcie.link_status.negotiated_link_width': 8 },
            options: { layout: 1 },
          },
          {
            address: '01:00.0',
            fields: { 'pcie.capabilities.version': 2, 'pcie.link_status.negotiated_link_width': 4 },
          },
        ],
      },
    ],
  },
});
