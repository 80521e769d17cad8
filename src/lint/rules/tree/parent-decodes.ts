import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/parent-decodes',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A bridge decodes and masters where a function below it does',
    why: 'No access passes the bridge.',
    fix: 'Nothing, if the bridge was in a sleep state.',
    exceptions: 'Bridges in runtime power management.',
    spec: 'PCIe 6.0 §7.5.1.1.3',
    reads: [],
    messages: { off: '{{field}} is 1 here and 0 in {{bridge}} above' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view, verdict } of reports) {
      const bridge = machine.bridgeTo(fn);
      if (!bridge || verdict.role === 'vf') continue;
      const port = bridge.view;
      for (const field of [
        'header.command.memory_space_enable',
        'header.command.bus_master_enable',
      ] as const) {
        if (look(fn, view, field) === 1 && look(fn, port, field) === 0)
          report(
            fn,
            'off',
            { field, related: [{ message: 'the bridge', fn: bridge.fn, field }] },
            { field: field.slice('header.command.'.length), bridge: bridge.fn.address },
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
            fields: { ...port(4, 1), 'header.command.bus_master_enable': 1 },
            options: { layout: 1 },
          },
          { address: '01:00.0', fields: { 'header.command.bus_master_enable': 1 } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1), options: { layout: 1 } },
          { address: '01:00.0', fields: { 'header.command.bus_master_enable': 1 } },
        ],
      },
    ],
  },
});
