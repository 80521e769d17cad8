import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/resizable-bar-count',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Resizable BAR has 1 to 6 BARs',
    why: 'A header has six BARs; the count is in the first control register.',
    fix: 'Correct Number of Resizable BARs.',
    spec: 'PCIe 6.0 §7.8.6.3',
    reads: ['resizable_bar.control_0.number_of_bars'],
    messages: { count: 'Number of Resizable BARs is {{count}}' },
  },
  check(subject, report) {
    const count = subject.get('resizable_bar.control_0.number_of_bars');
    if (count < 1 || count > 6) report('count', 'resizable_bar.control_0.number_of_bars', { count });
  },
  examples: {
    good: [{ fields: { 'resizable_bar.control_0.number_of_bars': 1 } }],
    bad: [{ fields: { 'resizable_bar.control_0.number_of_bars': 7 } }],
  },
});
