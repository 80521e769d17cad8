import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bridge-in-reset',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'No bridge holds its bus in reset',
    why: 'Below it nothing answers.',
    fix: 'Take the dump again when the reset is over.',
    exceptions: 'Firmware may keep empty hot-plug slots in reset.',
    spec: 'PCIe 6.0 §7.5.1.3.13',
    reads: ['header.bridge_control.secondary_bus_reset'],
    messages: { reset: 'Secondary Bus Reset is 1, but is 0 in a bridge in use' },
  },
  check(subject, report) {
    if (subject.get('header.bridge_control.secondary_bus_reset') === 1) {
      report('reset', 'header.bridge_control.secondary_bus_reset');
    }
  },
  examples: {
    good: [
      {
        fields: {
          'header.primary_bus_number': 0,
          'header.secondary_bus_number': 1,
          'header.subordinate_bus_number': 1,
        },
        options: { layout: 1 },
      },
    ],
    bad: [
      {
        fields: {
          'header.primary_bus_number': 0,
          'header.secondary_bus_number': 1,
          'header.subordinate_bus_number': 1,
          'header.bridge_control.secondary_bus_reset': 1,
        },
        options: { layout: 1 },
      },
    ],
  },
});
