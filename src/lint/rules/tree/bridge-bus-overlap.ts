import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/bridge-bus-overlap',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Bridges of one bus have ranges of their own',
    why: 'Two bridges would take the same configuration requests.',
    fix: 'Correct the bus numbers, or capture the dump in one run.',
    exceptions: 'i450NX chipsets.',
    spec: 'PCIe 6.0 §7.3.3, §7.5.1.3.3, §7.5.1.3.4',
    reads: [],
    impliedBy: ['dump/copied-function'],
    messages: { overlap: 'its buses overlap with those of {{other}}' },
  },
  check({ machine }, _reports, report) {
    const bridges = [...machine.bridges];
    bridges.sort((a, b) => a.fn.domain - b.fn.domain || a.bus - b.bus || a.secondary - b.secondary);
    for (const [n, bridge] of bridges.entries()) {
      const next = bridges[n + 1];
      if (
        !next ||
        next.fn.key === bridge.fn.key ||
        next.fn.domain !== bridge.fn.domain ||
        next.bus !== bridge.bus ||
        next.secondary > bridge.subordinate
      )
        continue;
      report(
        next.fn,
        'overlap',
        { offset: 0x19, related: [{ message: 'the other bridge', fn: bridge.fn, offset: 0x19 }] },
        { other: bridge.fn.address },
      );
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 2), options: { layout: 1 } },
          { address: '00:02.0', fields: port(4, 3), options: { layout: 1 } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 3), options: { layout: 1 } },
          { address: '00:02.0', fields: port(4, 3), options: { layout: 1 } },
        ],
      },
    ],
  },
});
