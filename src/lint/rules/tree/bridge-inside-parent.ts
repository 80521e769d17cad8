import { headerLayout } from '../../../decode/walk.ts';
import { busOf } from '../../../model/address.ts';
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
    title: 'The buses of a bridge lie inside those of the bridge above it',
    why: 'Requests to buses outside never reach it.',
    fix: 'Correct the bus numbers, or capture the dump in one run.',
    spec: 'PCIe 6.0 §7.3.3, §7.5.1.3.3, §7.5.1.3.4',
    reads: [],
    messages: {
      outside: 'its buses {{low}} to {{high}} are not inside those of {{parent}}, {{from}} to {{to}}',
    },
  },
  check({ machine }, reports, report) {
    const bridges = reports.flatMap(({ fn }) =>
      headerLayout(fn.config) === 1 && fn.config.u8(0x19) > 0
        ? [{ fn, bus: busOf(fn.routingId), low: fn.config.u8(0x19), high: fn.config.u8(0x1a) }]
        : [],
    );
    for (const { fn, bus, low, high } of bridges) {
      const parent = machine.bridgeAbove(fn)?.fn;
      if (!parent || parent.config.u8(0x19) !== bus) continue;
      const last = parent.config.u8(0x1a);
      if (low > bus && high <= last) continue;
      report(
        fn,
        'outside',
        { offset: 0x19, related: [{ message: 'the bridge above', fn: parent, offset: 0x19 }] },
        { low, high, parent: parent.address, from: bus, to: last },
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
