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
    id: 'tree/bus-inside-range-no-bridge',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A bus inside the range of a bridge has a bridge of its own',
    why: 'The inner bridge was lost: it is not known where these functions hang.',
    fix: 'Capture the inner bridge too. {{others}}',
    exceptions: 'CardBus bridges reserve buses; VFs take buses without a bridge.',
    spec: 'PCIe 6.0 §7.3.3, §7.5.1.3.3, §7.5.1.3.4',
    reads: [],
    messages: {
      lost: 'bus {{bus}} lies in the range of a bridge, but no bridge has it as Secondary Bus Number',
    },
  },
  check({ machine }, reports, report) {
    const told = new Set<number>();
    for (const { fn, verdict } of reports) {
      const bus = busOf(fn.routingId);
      const key = busKey(fn.domain, bus);
      // VFs may take buses that have no bridge.
      if (
        machine.buses.to(fn.domain, bus) ||
        !machine.buses.over(fn.domain, bus) ||
        told.has(key) ||
        verdict.role === 'vf' ||
        verdict.role === 'unreadable'
      )
        continue;
      told.add(key);
      report(fn, 'lost', undefined, { bus: bus.toString(16).padStart(2, '0') });
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 2), options: { layout: 1 } },
          { address: '01:00.0', fields: port(7, 2), options: { layout: 1 } },
          { address: '02:00.0', fields: {} },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 2), options: { layout: 1 } },
          { address: '02:00.0', fields: {} },
        ],
      },
    ],
  },
});
