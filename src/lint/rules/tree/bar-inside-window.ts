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
    id: 'tree/bar-inside-window',
    severity: 'warning',
    profile: 'recommended',
    title: 'The memory of a function lies in a window of the bridge above it',
    why: 'The bridge passes no access to it.',
    fix: 'Correct the BAR or the window, or capture the dump in one run.',
    exceptions: 'Subtractive bridges, Enhanced Allocation.',
    reads: [],
    messages: { outside: 'BAR {{n}} at {{address}} lies in no window of {{bridge}}' },
  },
  check({ topology }, reports, report) {
    for (const { fn, view, verdict } of reports) {
      const parent = topology.parentOf(fn);
      if (!parent || verdict.role === 'vf' || parent.config.u8(0x19) !== busOf(fn.routingId)) continue;
      const port = new FunctionView(parent);
      // A subtractive bridge passes everything; Enhanced Allocation states addresses elsewhere.
      if (
        view.layout !== 0 ||
        view.get('header.command.memory_space_enable') !== 1 ||
        parent.config.u8(9) === 1 ||
        view.capability('ea')
      )
        continue;
      const windows = windowsOf(port);
      for (let n = 0; n < 6; n++) {
        const bar = fn.config.u32(0x10 + 4 * n);
        if (bar <= 0 || (bar & 1) === 1) continue;
        const wide = (bar & 6) === 4;
        const address =
          (wide ? Math.max(0, fn.config.u32(0x14 + 4 * n)) * 2 ** 32 : 0) +
          (bar & ~0xf) +
          ((bar & ~0xf) < 0 ? 2 ** 32 : 0);
        if (address > 0 && !windows.some(([low, end]) => address >= low && address <= end)) {
          report(
            fn,
            'outside',
            { offset: 0x10 + 4 * n, related: [{ message: 'the bridge', fn: parent, offset: 0x20 }] },
            { n, address: `${address.toString(16)}h`, bridge: parent.address },
          );
        }
        if (wide) n++;
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
              ...port(4, 1),
              'header.memory_base.address': 0xfe0,
              'header.memory_limit.address': 0xfe1,
            },
            options: { layout: 1 },
          },
          {
            address: '01:00.0',
            fields: { 'header.command.memory_space_enable': 1, 'header.base_address[0]': 0xfe100000 },
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
              ...port(4, 1),
              'header.memory_base.address': 0xfe0,
              'header.memory_limit.address': 0xfe1,
            },
            options: { layout: 1 },
          },
          {
            address: '01:00.0',
            fields: { 'header.command.memory_space_enable': 1, 'header.base_address[0]': 0xfd000000 },
          },
        ],
      },
    ],
  },
});
