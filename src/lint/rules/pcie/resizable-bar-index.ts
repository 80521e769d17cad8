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
    messages: { none: 'BAR Index {{index}} does not exist', twice: 'BAR {{index}} is named twice' },
  },
  check(subject, report) {
    const seen = new Set<number>();
    for (const path of paths) {
      const index = subject.find(path);
      if (index === undefined) continue;
      if (index > 5) report('none', path, { index });
      else if (seen.has(index)) report('twice', path, { index });
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
          'resizable_bar.control_0.number_of_bars': 6,
          'resizable_bar.control_0.bar_index': 0,
          'resizable_bar.control_1.bar_index': 1,
          'resizable_bar.control_2.bar_index': 2,
          'resizable_bar.control_3.bar_index': 3,
          'resizable_bar.control_4.bar_index': 4,
          'resizable_bar.control_5.bar_index': 4,
        },
      },
    ],
  },
});
