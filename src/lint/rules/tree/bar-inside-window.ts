import { barsOf } from '../../../decode/bars.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});
const hex = (value: bigint): string => `${value.toString(16).toUpperCase()}h`;
const subtractive = 1;

export default defineTopologyRule({
  meta: {
    id: 'tree/bar-inside-window',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'The BARs of a function lie in windows of the bridge above it',
    why: 'The bridge passes no access to what lies elsewhere.',
    fix: 'Correct the BAR or the window, or capture the dump in one run.',
    exceptions: 'Subtractive bridges, Enhanced Allocation.',
    spec: 'PCIe 6.0 §7.5.1.3.6, §7.5.1.3.8, §7.5.1.3.9',
    reads: [],
    messages: { outside: 'BAR {{n}} is at {{address}}, but lies in no {{kind}} window of {{bridge}}' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view, verdict } of reports) {
      const bridge = machine.bridgeTo(fn);
      if (!bridge || verdict.role === 'vf') continue;
      // A subtractive bridge passes everything; Enhanced Allocation states addresses elsewhere.
      if (look(fn, bridge.view, 'header.class_code.programming_interface') === subtractive) continue;
      if (view.capability('ea')) continue;
      const windows = bridge.windows;
      const decodes = {
        memory: look(fn, view, 'header.command.memory_space_enable') === 1,
        io: look(fn, view, 'header.command.io_space_enable') === 1,
      };
      for (const { index, space, address } of barsOf(view)) {
        if (!decodes[space] || address === 0n) continue;
        const isPassed = windows.some(
          ({ kind, range }) =>
            (kind === 'io') === (space === 'io') && range && address >= range.first && address <= range.last,
        );
        if (isPassed) continue;
        const target = {
          offset: 0x10 + 4 * index,
          related: [{ message: 'the bridge', fn: bridge.fn, offset: space === 'io' ? 0x1c : 0x20 }],
        };
        const kind = space === 'io' ? 'I/O' : 'memory';
        report(fn, 'outside', target, { n: index, address: hex(address), kind, bridge: bridge.fn.address });
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
      {
        functions: [
          {
            address: '00:01.0',
            fields: { ...port(4, 1), 'header.io_base.address': 0xc, 'header.io_limit.address': 0xc },
            options: { layout: 1 },
          },
          {
            address: '01:00.0',
            fields: { 'header.command.io_space_enable': 1, 'header.base_address[0]': 0xe001 },
          },
        ],
      },
    ],
  },
});
