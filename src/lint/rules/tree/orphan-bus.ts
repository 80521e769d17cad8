import { headerLayout } from '../../../decode/walk.ts';
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
const isRoot = (classCode: number, type: number | undefined): boolean =>
  classCode === 0x0600 || type === 4 || type === 9 || type === 10;

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
  check(_system, reports, report) {
    const bridges = reports.flatMap(({ fn }) =>
      headerLayout(fn.config) === 1 && fn.config.u8(0x19) > 0
        ? [{ fn, bus: busOf(fn.routingId), low: fn.config.u8(0x19), high: fn.config.u8(0x1a) }]
        : [],
    );
    const domains = new Set(bridges.map(({ fn }) => fn.domain));
    const reached = new Set(
      bridges.flatMap(({ fn, low, high }) =>
        Array.from({ length: Math.max(0, high - low + 1) }, (_, n) => fn.domain * 256 + low + n),
      ),
    );
    const buses = new Map<number, FunctionReport[]>();
    for (const each of reports) {
      const key = each.fn.domain * 256 + busOf(each.fn.routingId);
      buses.set(key, [...(buses.get(key) ?? []), each].slice(0, 64));
    }
    for (const [key, list] of buses) {
      const bus = key % 256;
      const first = list[0] as FunctionReport;
      if (
        bus === 0 ||
        reached.has(key) ||
        !domains.has(first.fn.domain) ||
        list.every(({ verdict }) => verdict.role === 'vf')
      )
        continue;
      if (
        list.some(
          ({ fn, view }) =>
            view.walk.standard === 'not-in-dump' ||
            view.walk.standard === 'cut' ||
            isRoot(fn.config.u16(0x0a), view.get('pcie.capabilities.device_port_type')),
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
