import { deviceOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (type: number, secondary: number, subordinate = secondary) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'header.secondary_bus_number': secondary,
  'header.subordinate_bus_number': subordinate,
});

export default defineTopologyRule({
  meta: {
    id: 'tree/device-number-below-port',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Below a Root Port or Downstream Port there is device 0 only',
    why: 'A link has one device; software looks at no other unless ARI Forwarding is on.',
    fix: 'Correct the address, or set ARI Forwarding Enable in the port above.',
    exceptions: 'Old systems that Linux scans with pci=pcie_scan_all.',
    spec: 'PCIe 6.0 §7.3.1',
    reads: [],
    messages: { device: 'device {{device}} is directly below {{port}}, whose ARI Forwarding is off' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, verdict } of reports) {
      if (deviceOf(fn.routingId) === 0 || verdict.role === 'vf' || verdict.role === 'unreadable') continue;
      const bridge = machine.bridgeTo(fn);
      if (!bridge) continue;
      if (!bridge.hasLinkBelow || look(fn, bridge.view, 'pcie.device_control_2.ari_forwarding_enable') !== 0)
        continue;
      report(
        fn,
        'device',
        { related: [{ message: 'the port', fn: bridge.fn }] },
        { device: deviceOf(fn.routingId), port: bridge.fn.address },
      );
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
          { address: '01:02.0', fields: {} },
        ],
      },
    ],
  },
});
