import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bridge-primary-bus',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Primary Bus Number is the bus of the bridge',
    why: 'Old software routes by it; a bridge with another number was moved, or its bytes are of another.',
    fix: 'Correct Primary Bus Number, or the address.',
    exceptions: '0 is let through: some root ports are never set.',
    spec: 'PCIe 6.0 §7.5.1.3.2',
    reads: ['header.primary_bus_number'],
    impliedBy: ['dump/copied-function'],
    judges: 'address',
    messages: { differs: 'Primary Bus Number is {{primary}}, but the bridge is on bus {{bus}}' },
  },
  check(subject, report) {
    const primary = subject.get('header.primary_bus_number');
    const bus = subject.fn.routingId >> 8;
    if (primary !== 0 && primary !== bus) {
      report('differs', 'header.primary_bus_number', { primary: hex(primary, 2), bus: hex(bus, 2) });
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
          'header.primary_bus_number': 5,
          'header.secondary_bus_number': 1,
          'header.subordinate_bus_number': 1,
        },
        options: { layout: 1 },
      },
    ],
  },
});
