import type { FunctionView } from '../../../decode/view.ts';
import { busKey } from '../../../machine/buses.ts';
import { hasLinkAbove, isRootOnly, portKindOf } from '../../../machine/port.ts';
import { busOf } from '../../../model/address.ts';
import type { FunctionReport } from '../../../verdict/system.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});
/** A host bridge, or a port type that only a root bus has. */
const isRoot = (view: FunctionView): boolean =>
  (view.get('header.class_code.base_class') === 6 && view.get('header.class_code.sub_class') === 0) ||
  isRootOnly(portKindOf(view));

export default defineTopologyRule({
  meta: {
    id: 'tree/orphan-bus',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A bus with functions has a bridge, or is a root bus',
    why: 'The bridge is missing from the dump, or bus numbers were edited.',
    fix: 'Capture the bridge too. {{others}}',
    exceptions:
      'Root buses above 00, as multi-socket hosts and further domains have: the lowest bus of a domain, and buses without a Function that has a link above it.',
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
    const lowest = new Map<number, number>();
    for (const { fn } of reports)
      lowest.set(fn.domain, Math.min(lowest.get(fn.domain) ?? 255, busOf(fn.routingId)));
    for (const [key, list] of buses) {
      const bus = key % 256;
      const first = list[0] as FunctionReport;
      if (
        bus === lowest.get(first.fn.domain) ||
        machine.buses.over(first.fn.domain, bus) ||
        !domains.has(first.fn.domain) ||
        !list.some(({ view, verdict }) => verdict.role !== 'vf' && hasLinkAbove(portKindOf(view)))
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
          { address: '01:00.0', fields: { 'pcie.capabilities.version': 2 } },
        ],
      },
      {
        // A second domain whose root bus is not bus 00, and a bus of processor registers.
        functions: [
          { address: '0001:20:00.0', fields: { 'pcie.capabilities.version': 2 } },
          { address: '0001:21:01.0', fields: port(4, 0x22), options: { layout: 1 } },
          { address: '0001:3f:00.0', fields: {} },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '05:00.0', fields: { 'pcie.capabilities.version': 2 } },
        ],
      },
    ],
  },
});
