import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/port-topology',
    severity: 'error',
    profile: 'recommended',
    title: 'Port types fit the place in the tree',
    why: 'A Downstream Port stands below an Upstream Port, a Root Port and integrated endpoints on a root bus: another order mixes two captures.',
    fix: 'Capture the dump in one run.',
    exceptions: 'Two systems whose types Linux corrects (set_pcie_port_type).',
    spec: 'PCIe 6.0 §7.5.3.2',
    reads: [],
    messages: { place: 'Device/Port Type {{type}} cannot stand below type {{above}}' },
  },
  check({ machine }, reports, report) {
    for (const { fn, view } of reports) {
      const bridge = machine.bridgeTo(fn);
      const type = view.get('pcie.capabilities.device_port_type');
      if (!bridge || type === undefined) continue;
      const above = bridge.view.get('pcie.capabilities.device_port_type');
      if (above === undefined) continue;
      const wrong =
        (type === 6 && (above === 4 || above === 6)) ||
        (above === 5 && type !== 6) ||
        type === 4 ||
        type === 9 ||
        type === 10 ||
        (type === 5 && above !== 4 && above !== 6 && above !== 8);
      if (wrong)
        report(
          fn,
          'place',
          {
            field: 'pcie.capabilities.device_port_type',
            related: [
              { message: 'the function above', fn: bridge.fn, field: 'pcie.capabilities.device_port_type' },
            ],
          },
          { type, above },
        );
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 2), options: { layout: 1 } },
          { address: '01:00.0', fields: port(5, 2), options: { layout: 1 } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(4, 1, 2), options: { layout: 1 } },
          { address: '01:00.0', fields: port(6, 2), options: { layout: 1 } },
        ],
      },
    ],
  },
});
