import { busKey } from '../../../machine/buses.ts';
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
    id: 'tree/bridge-empty',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'A bridge has Functions below it',
    why: 'An empty slot, or an excerpt.',
    fix: 'Nothing, if the slot is empty.',
    reads: [],
    messages: { empty: 'no function is on bus {{bus}}' },
  },
  check({ machine }, reports, report) {
    const used = new Set(reports.map(({ fn }) => busKey(fn.domain, busOf(fn.routingId))));
    for (const { fn, secondary } of machine.bridges)
      if (!used.has(busKey(fn.domain, secondary)))
        report(fn, 'empty', 0x19, { bus: secondary.toString(16).padStart(2, '0') });
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '01:00.0', fields: {} },
        ],
      },
    ],
    bad: [{ address: '00:01.0', fields: port(4, 1), options: { layout: 1 } }],
  },
});
