import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bridge-bus-order',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The buses of a bridge go up',
    why: 'Secondary is above the bus of the bridge, and Subordinate at least Secondary; otherwise nothing can be found below.',
    fix: 'Correct the bus numbers.',
    exceptions: 'A bridge whose bus numbers nobody has set.',
    spec: 'PCIe 6.0 §7.5.1.3.3, §7.5.1.3.4',
    reads: ['header.secondary_bus_number', 'header.subordinate_bus_number'],
    messages: {
      order:
        'the bridge is on bus {{bus}}, Secondary is {{secondary}}, Subordinate {{subordinate}}: they should go up',
    },
  },
  check(subject, report) {
    const secondary = subject.get('header.secondary_bus_number');
    const subordinate = subject.get('header.subordinate_bus_number');
    const bus = subject.fn.routingId >> 8;
    if (secondary === 0 && subordinate === 0) return;
    if (secondary > subordinate || secondary <= bus) {
      report('order', 'header.secondary_bus_number', {
        bus: hex(bus, 2),
        secondary: hex(secondary, 2),
        subordinate: hex(subordinate, 2),
      });
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
      {
        fields: {
          'header.primary_bus_number': 0,
          'header.secondary_bus_number': 0,
          'header.subordinate_bus_number': 0,
        },
        options: { layout: 1 },
      },
    ],
    bad: [
      {
        fields: {
          'header.primary_bus_number': 0,
          'header.secondary_bus_number': 3,
          'header.subordinate_bus_number': 2,
        },
        options: { layout: 1 },
      },
    ],
  },
});
