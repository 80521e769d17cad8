import type { FunctionView } from '../../../decode/view.ts';
import { busKey } from '../../../machine/buses.ts';
import { isRootOnly, portKindOf } from '../../../machine/port.ts';
import { busOf } from '../../../model/address.ts';
import type { FunctionReport } from '../../../verdict/system.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});
const hostBridge = 0x0600;
/** A host bridge, or a port type that only a root bus has. */
const isRoot = (view: FunctionView): boolean =>
  view.config.u16(0x0a) === hostBridge || isRootOnly(portKindOf(view));

export default defineTopologyRule({
  meta: {
    id: 'tree/orphan-bus',
    severity: 'warning',
    profile: 'recommended',
    title: 'A bus with functions has a bridge, or is a root bus',
    why: 'The bridge is missing from the dump, or bus numbers were edited.',
    fix: 'Capture the bridge too.',
    exceptions:
      'Root buses above 00, as multi-socket hosts have: a host bridge, root port or integrated endpoint on the bus tells them.',
    spec: 'PCIe 6.0 §7.3.3, §7.5.1.3.3, §7.5.1.3.4',
    reads: [],
    messages: { orphan: 'bus {{bus}} has functions, but no bridge leads to it' },
  },
  check({ machine }, reports, report) {
    const domains = new Set(machine.bridges.map(({ fn }) => fn.domain));
    const buses = new Map<number, FunctionReport[]>();
    for (const each of reports) {
      const key = busKey(each.fn.domain, busOf(each.fn.routingId));
      buses.set(key, [...(buses.get(key) ?? []), each].slice(0, 64));
    }
    for (const [key, list] of buses) {
      const bus = key % 256;
      const first = list[0] as FunctionReport;
      if (
        bus === 0 ||
        machine.buses.over(first.fn.domain, bus) ||
        !domains.has(first.fn.domain) ||
        list.every(({ verdict }) => verdict.role === 'vf')
      )
        continue;
      if (
        list.some(
          ({ view }) => view.walk.standard === 'not-in-dump' || view.walk.standard === 'cut' || isRoot(view),
        )
      )
        continue;
      report(first.fn, 'orphan', undefined, { bus: bus.toString(16).padStart(2, '0') });
    }
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
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '05:00.0', fields: {} },
        ],
      },
    ],
  },
});
