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
    id: 'tree/bus-inside-range-no-bridge',
    severity: 'warning',
    profile: 'recommended',
    title: 'A bus inside the range of a bridge has a bridge of its own',
    why: 'The inner bridge was lost: it is not known where these functions hang.',
    fix: 'Capture the inner bridge too.',
    exceptions: 'CardBus bridges reserve buses; VFs take buses without a bridge.',
    spec: 'PCIe 6.0 §7.3.3, §7.5.1.3.3, §7.5.1.3.4',
    reads: [],
    messages: {
      lost: 'bus {{bus}} lies in the range of a bridge, but no bridge has it as Secondary Bus Number',
    },
  },
  check(_system, reports, report) {
    const bridges = reports.flatMap(({ fn }) =>
      headerLayout(fn.config) === 1 && fn.config.u8(0x19) > 0
        ? [{ fn, bus: busOf(fn.routingId), low: fn.config.u8(0x19), high: fn.config.u8(0x1a) }]
        : [],
    );
    const secondary = new Set(bridges.map(({ fn, low }) => fn.domain * 256 + low));
    const inside = new Set(
      bridges.flatMap(({ fn, low, high }) =>
        Array.from({ length: Math.max(0, high - low) }, (_, n) => fn.domain * 256 + low + 1 + n),
      ),
    );
    const told = new Set<number>();
    for (const { fn, verdict } of reports) {
      const key = fn.domain * 256 + busOf(fn.routingId);
      // VFs may take buses that have no bridge.
      if (
        !inside.has(key) ||
        secondary.has(key) ||
        told.has(key) ||
        verdict.role === 'vf' ||
        verdict.role === 'unreadable'
      )
        continue;
      told.add(key);
      report(fn, 'lost', undefined, { bus: busOf(fn.routingId).toString(16).padStart(2, '0') });
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
