import { hasLinkBelow, isRootOnly, kindOfType, type PortKind } from '../../../machine/port.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

/** Whether a Function of one kind can be right below a bridge of another. */
function fits(kind: PortKind, above: PortKind): boolean {
  if (isRootOnly(kind)) return false;
  if (above === 'upstream-port') return kind === 'downstream-port';
  if (kind === 'downstream-port') return above !== 'root-port' && above !== 'downstream-port';
  return kind !== 'upstream-port' || hasLinkBelow(above);
}

export default defineTopologyRule({
  meta: {
    id: 'tree/port-topology',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Port types fit the place in the tree',
    why: 'A Downstream Port is below an Upstream Port, a Root Port and integrated endpoints on a root bus: another order mixes two captures.',
    fix: 'Capture the dump in one run.',
    exceptions: 'Two systems whose types Linux corrects (set_pcie_port_type).',
    spec: 'PCIe 6.0 §7.5.3.2',
    reads: [],
    messages: { place: 'Device/Port Type {{type}} cannot be below type {{above}}' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view } of reports) {
      const bridge = machine.bridgeTo(fn);
      if (!bridge) continue;
      const type = look(fn, view, 'pcie.capabilities.device_port_type');
      if (type === undefined) continue;
      const above = look(fn, bridge.view, 'pcie.capabilities.device_port_type');
      if (above === undefined) continue;
      const wrong = !fits(kindOfType(type), kindOfType(above));
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
