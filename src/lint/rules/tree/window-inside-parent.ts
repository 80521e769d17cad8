import { FunctionView } from '../../../decode/view.ts';
import { busOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});
const windowsOf = (view: FunctionView): readonly [number, number][] => {
  const windows: [number, number][] = [];
  const memory = (base: number | undefined, limit: number | undefined, high = 0, highLimit = 0): void => {
    if (base === undefined || limit === undefined) return;
    const low = high * 2 ** 32 + base * 0x100000;
    const end = highLimit * 2 ** 32 + limit * 0x100000 + 0xfffff;
    if (end > low) windows.push([low, end]);
  };
  memory(view.get('header.memory_base.address'), view.get('header.memory_limit.address'));
  memory(
    view.get('header.prefetchable_memory_base.address'),
    view.get('header.prefetchable_memory_limit.address'),
    view.get('header.prefetchable_base_upper'),
    view.get('header.prefetchable_limit_upper'),
  );
  return windows;
};

export default defineTopologyRule({
  meta: {
    id: 'tree/window-inside-parent',
    severity: 'warning',
    profile: 'recommended',
    title: 'The windows of a bridge lie in those of the bridge above it',
    why: 'Accesses do not come through.',
    fix: 'Correct the windows, or capture the dump in one run.',
    exceptions: 'Transparent bridges.',
    reads: [],
    messages: { outside: 'the window {{low}} to {{end}} lies in no window of {{bridge}}' },
  },
  check({ topology }, reports, report) {
    for (const { fn, view, verdict } of reports) {
      if (view.layout !== 1) continue;
      const parent = topology.parentOf(fn);
      if (!parent || verdict.role === 'vf' || parent.config.u8(0x19) !== busOf(fn.routingId)) continue;
      const port = new FunctionView(parent);
      if (parent.config.u8(9) === 1 || view.get('header.command.memory_space_enable') !== 1) continue;
      const outer = windowsOf(port);
      for (const [low, end] of windowsOf(view)) {
        if (outer.some(([from, to]) => low >= from && end <= to)) continue;
        report(
          fn,
          'outside',
          { offset: 0x20, related: [{ message: 'the bridge above', fn: parent, offset: 0x20 }] },
          { low: `${low.toString(16)}h`, end: `${end.toString(16)}h`, bridge: parent.address },
        );
      }
    }
  },
  examples: {
    good: [
      {
        functions: [
          {
            address: '00:01.0',
            fields: {
              ...port(4, 1, 2),
              'header.memory_base.address': 0xfe0,
              'header.memory_limit.address': 0xfe3,
            },
            options: { layout: 1 },
          },
          {
            address: '01:00.0',
            fields: {
              ...port(5, 2),
              'header.command.memory_space_enable': 1,
              'header.memory_base.address': 0xfe1,
              'header.memory_limit.address': 0xfe2,
              'header.prefetchable_memory_base.address': 1,
            },
            options: { layout: 1 },
          },
        ],
      },
    ],
    bad: [
      {
        functions: [
          {
            address: '00:01.0',
            fields: {
              ...port(4, 1, 2),
              'header.memory_base.address': 0xfe0,
              'header.memory_limit.address': 0xfe1,
            },
            options: { layout: 1 },
          },
          {
            address: '01:00.0',
            fields: {
              ...port(5, 2),
              'header.command.memory_space_enable': 1,
              'header.memory_base.address': 0xfe1,
              'header.memory_limit.address': 0xfe2,
            },
            options: { layout: 1 },
          },
        ],
      },
    ],
  },
});
