import { windowsOf } from '../../../decode/bars.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});
const hex = (value: bigint): string => `${value.toString(16).toUpperCase()}h`;
const subtractive = 1;
/** Where the base of a window is. */
const offsets = { io: 0x1c, memory: 0x20, prefetchable: 0x24 } as const;

export default defineTopologyRule({
  meta: {
    id: 'tree/window-inside-parent',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'The windows of a bridge lie in those of the bridge above it',
    why: 'Accesses do not come through.',
    fix: 'Correct the windows, or capture the dump in one run.',
    exceptions: 'Subtractive bridges. Windows that begin at 0 are not looked at.',
    spec: 'PCIe 6.0 §7.5.1.3.6, §7.5.1.3.8, §7.5.1.3.9',
    reads: [],
    messages: {
      outside: 'the {{kind}} window is {{low}} to {{end}}, but lies in no window of {{bridge}}',
    },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view, verdict } of reports) {
      if (view.layout !== 1) continue;
      const bridge = machine.bridgeTo(fn);
      if (!bridge || verdict.role === 'vf') continue;
      if (look(fn, bridge.view, 'header.class_code.programming_interface') === subtractive) continue;
      const outer = bridge.windows;
      const decodes = {
        memory: look(fn, view, 'header.command.memory_space_enable') === 1,
        io: look(fn, view, 'header.command.io_space_enable') === 1,
      };
      for (const { kind, range } of windowsOf(view)) {
        const space = kind === 'io' ? 'io' : 'memory';
        // A window at 0 is one that the bridge does not have, or that nobody set.
        if (!range || !decodes[space] || range.first === 0n) continue;
        const isPassed = outer.some(
          (other) =>
            (other.kind === 'io') === (kind === 'io') &&
            other.range &&
            range.first >= other.range.first &&
            range.last <= other.range.last,
        );
        if (isPassed) continue;
        const offset = offsets[kind];
        const target = { offset, related: [{ message: 'the bridge above', fn: bridge.fn, offset }] };
        const values = { kind, low: hex(range.first), end: hex(range.last), bridge: bridge.fn.address };
        report(fn, 'outside', target, values);
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
