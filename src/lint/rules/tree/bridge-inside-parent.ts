import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/bridge-inside-parent',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The buses of a bridge lie inside those of the bridge above it',
    why: 'Requests to buses outside never reach it.',
    fix: 'Correct the bus numbers, or capture the dump in one run.',
    spec: 'PCIe 6.0 §7.3.3, §7.5.1.3.3, §7.5.1.3.4',
    reads: [],
    messages: {
      outside: 'its buses {{low}} to {{high}} are not inside those of {{parent}}, {{from}} to {{to}}',
    },
  },
  check({ machine }, _reports, report) {
    for (const { fn, bus, secondary, subordinate } of [...machine.bridges, ...machine.buses.astray]) {
      const parent = machine.bridgeTo(fn);
      if (!parent || (secondary > bus && parent.passes(subordinate))) continue;
      report(
        fn,
        'outside',
        { offset: 0x19, related: [{ message: 'the bridge above', fn: parent.fn, offset: 0x19 }] },
        { low: secondary, high: subordinate, parent: parent.fn.address, from: bus, to: parent.subordinate },
      );
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 2), options: { layout: 1 } },
          { address: '01:00.0', fields: port(5, 2), options: { layout: 1 } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 2), options: { layout: 1 } },
          { address: '01:00.0', fields: port(5, 2, 3), options: { layout: 1 } },
        ],
      },
    ],
  },
});
