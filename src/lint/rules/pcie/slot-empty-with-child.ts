import type { Bridge } from '../../../machine/bridge.ts';
import { defineTopologyRule } from '../../define.ts';

const port = (present: number) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': 4,
  'pcie.capabilities.slot_implemented': 1,
  'pcie.slot_capabilities.hot_plug_capable': 1,
  'pcie.slot_status.presence_detect_state': present,
  'header.secondary_bus_number': 1,
  'header.subordinate_bus_number': 1,
});

export default defineTopologyRule({
  meta: {
    id: 'pcie/slot-empty-with-child',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A slot with a device below it is not empty',
    why: 'Hot-plug software that reads the slot takes the device away again.',
    fix: 'Set Presence Detect State in the port, or take the device out of the dump.',
    exceptions:
      'Slots without hot-plug are not looked at. A slot whose presence detect is wired wrong; Linux then trusts the link.',
    spec: 'PCIe 6.0 §7.5.3.11',
    reads: [],
    messages: { empty: 'Presence Detect State says empty, but {{child}} is below' },
  },
  check({ machine }, reports, report, look) {
    const seen = new Set<Bridge>();
    for (const { fn, verdict } of reports) {
      if (verdict.role === 'unreadable' || verdict.role === 'vf') continue;
      const bridge = machine.bridgeTo(fn);
      if (!bridge || seen.has(bridge)) continue;
      seen.add(bridge);
      const { view } = bridge;
      if (look(bridge.fn, view, 'pcie.capabilities.slot_implemented') !== 1) continue;
      if (look(bridge.fn, view, 'pcie.slot_capabilities.hot_plug_capable') !== 1) continue;
      if (look(bridge.fn, view, 'pcie.slot_status.presence_detect_state') !== 0) continue;
      report(
        bridge.fn,
        'empty',
        {
          field: 'pcie.slot_status.presence_detect_state',
          related: [{ message: 'the device below', fn }],
        },
        { child: fn.address },
      );
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: port(1), options: { layout: 1 } },
          { address: '01:00.0', fields: {} },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: port(0), options: { layout: 1 } },
          { address: '01:00.0', fields: {} },
        ],
      },
    ],
  },
});
