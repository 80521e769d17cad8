import { barsOf } from '../../../decode/bars.ts';
import { defineRule } from '../../define.ts';

const paths = [
  'resizable_bar.control_0.bar_index',
  'resizable_bar.control_1.bar_index',
  'resizable_bar.control_2.bar_index',
  'resizable_bar.control_3.bar_index',
  'resizable_bar.control_4.bar_index',
  'resizable_bar.control_5.bar_index',
] as const;

export default defineRule({
  meta: {
    id: 'pcie/resizable-bar-index',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Resizable BAR names each BAR once',
    why: 'Two entries for one BAR, or one for a BAR that no header has, make software resize the wrong window.',
    fix: 'Correct BAR Index.',
    spec: 'PCIe 6.0 §7.8.6.3',
    reads: [],
    mayRead: [
      'resizable_bar.control_0.bar_index',
      'resizable_bar.control_1.bar_index',
      'resizable_bar.control_2.bar_index',
      'resizable_bar.control_3.bar_index',
      'resizable_bar.control_4.bar_index',
      'resizable_bar.control_5.bar_index',
    ],
    impliedBy: ['pcie/resizable-bar-count'],
    messages: {
      none: 'BAR Index is {{index}}, but 5 is the last BAR',
      twice: 'BAR {{index}} is named twice, but each BAR has one entry',
      upper: 'BAR Index is {{index}}, the upper half of 64-bit BAR {{lower}}: the index should be {{lower}}',
    },
  },
  check(subject, report) {
    const seen = new Set<number>();
    const bars = barsOf(subject.view);
    for (const path of paths) {
      const index = subject.find(path);
      if (index === undefined) continue;
      if (index > 5) report('none', path, { index });
      else if (seen.has(index)) report('twice', path, { index });
      else if (bars.some((bar) => bar.width === 64 && bar.index + 1 === index)) {
        report('upper', path, { index, lower: index - 1 });
      }
      seen.add(index);
    }
  },
  examples: {
    good: [
      {
        fields: {
          'resizable_bar.control_0.number_of_bars': 6,
          'resizable_bar.control_0.bar_index': 0,
          'resizable_bar.control_1.bar_index': 1,
          'resizable_bar.control_2.bar_index': 2,
          'resizable_bar.control_3.bar_index': 3,
          'resizable_bar.control_4.bar_index': 4,
          'resizable_bar.control_5.bar_index': 5,
        },
      },
    ],
    bad: [
      {
        fields: {
          'header.base_address[0]': 0xfe000004,
          'resizable_bar.control_0.number_of_bars': 1,
          'resizable_bar.control_0.bar_index': 1,
        },
      },
      {
        fields: {
          'resizable_bar.control_0.number_of_bars': 6,
          'resizable_bar.control_0.bar_index': 0,
          'resizable_bar.control_1.bar_index': 1,
          'resizable_bar.control_2.bar_index': 2,
          'resizable_bar.control_3.bar_index': 3,
          'resizable_bar.control_4.bar_index': 4,
          'resizable_bar.control_5.bar_index': 4,
        },
      },
      { fields: { 'resizable_bar.control_0.number_of_bars': 1, 'resizable_bar.control_0.bar_index': 6 } },
    ],
  },
});
