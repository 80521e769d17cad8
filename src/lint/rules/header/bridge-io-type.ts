import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bridge-io-type',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Base and Limit of the I/O window have one type',
    why: 'Both registers tell the width of the window.',
    fix: 'Correct one of the two.',
    spec: 'PCIe 6.0 §7.5.1.3.6',
    reads: ['header.io_base.addressing', 'header.io_limit.addressing'],
    messages: {
      differs: 'the base has type {{base}}, but the limit {{limit}}',
      reserved: 'the type is {{base}}, but 0 and 1 are the only ones',
    },
  },
  check(subject, report) {
    const base = subject.get('header.io_base.addressing');
    const limit = subject.get('header.io_limit.addressing');
    if (base !== limit) report('differs', 'header.io_limit.addressing', { base, limit });
    else if (base > 1) report('reserved', 'header.io_base.addressing', { base });
  },
  examples: {
    good: [
      {
        fields: {
          'header.primary_bus_number': 0,
          'header.secondary_bus_number': 1,
          'header.subordinate_bus_number': 1,
          'header.io_base.addressing': 1,
          'header.io_limit.addressing': 1,
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
          'header.io_base.addressing': 1,
        },
        options: { layout: 1 },
      },
      {
        fields: {
          'header.primary_bus_number': 0,
          'header.secondary_bus_number': 1,
          'header.subordinate_bus_number': 1,
          'header.io_base.addressing': 2,
          'header.io_limit.addressing': 2,
        },
        options: { layout: 1 },
      },
    ],
  },
});
