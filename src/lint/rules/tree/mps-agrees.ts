import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/mps-agrees',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Both ends of a link have one Max_Payload_Size',
    why: 'A packet larger than the receiver takes is malformed, and stops it.',
    fix: 'Boot with pci=pcie_bus_safe, or capture the dump in one run.',
    spec: 'PCIe 6.0 §7.5.3.4',
    reads: [],
    messages: { differs: 'Max_Payload_Size is {{mine}} bytes, that of {{port}} above {{theirs}}' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view, verdict } of reports) {
      const bridge = machine.bridgeTo(fn);
      if (!bridge || verdict.role === 'vf') continue;
      const port = bridge.view;
      const mine = look(fn, view, 'pcie.device_control.max_payload_size');
      const theirs = look(fn, port, 'pcie.device_control.max_payload_size');
      if (mine === undefined || theirs === undefined || mine === theirs) continue;
      const field = 'pcie.device_control.max_payload_size';
      report(
        fn,
        'differs',
        { field, related: [{ message: 'the port', fn: bridge.fn, field }] },
        { mine: 128 << mine, theirs: 128 << theirs, port: bridge.fn.address },
      );
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '01:00.0', fields: {}, options: { capabilities: ['pcie'] } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '01:00.0', fields: { 'pcie.device_control.max_payload_size': 1 } },
        ],
      },
    ],
  },
});
