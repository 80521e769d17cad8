import { busKey } from '../../../machine/buses.ts';
import type { PciFunction } from '../../../model/function.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/bridge-same-secondary',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A bus is the secondary bus of one bridge',
    why: 'Two bridges would lead to one bus.',
    fix: 'Correct the bus numbers, or capture the dump in one run.',
    exceptions: 'i450NX chipsets.',
    spec: 'PCIe 6.0 §7.3.3, §7.5.1.3.3',
    reads: [],
    impliedBy: ['dump/copied-function'],
    messages: { same: 'Secondary Bus Number {{bus}} is that of {{other}} too' },
  },
  check({ machine }, _reports, report) {
    const owners = new Map<number, PciFunction>();
    for (const { fn, secondary } of machine.bridges) {
      const key = busKey(fn.domain, secondary);
      const other = owners.get(key);
      // A copy of the bridge is the bridge.
      if (other?.key === fn.key) continue;
      if (other)
        report(
          fn,
          'same',
          { offset: 0x19, related: [{ message: 'the other bridge', fn: other, offset: 0x19 }] },
          { bus: secondary.toString(16).padStart(2, '0'), other: other.address },
        );
      else owners.set(key, fn);
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '00:02.0', fields: port(4, 2), options: { layout: 1 } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '00:02.0', fields: { ...port(4, 1), 'header.revision_id': 2 }, options: { layout: 1 } },
        ],
      },
    ],
  },
});
