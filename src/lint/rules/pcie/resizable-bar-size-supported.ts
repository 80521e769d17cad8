import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/resizable-bar-size-supported',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The size of a resizable BAR is one that it supports',
    why: 'Size code n is 2^(n + 20) bytes and needs bit n + 4 of the capability register.',
    fix: 'Choose a size whose bit is set.',
    spec: 'PCIe 6.0 §7.8.6.2, §7.8.6.3',
    reads: ['resizable_bar.capability_0.supported_sizes', 'resizable_bar.control_0.bar_size'],
    impliedBy: ['pcie/resizable-bar-count'],
    messages: { unsupported: 'BAR Size is {{size}} MiB, which is not among the supported sizes' },
  },
  check(subject, report) {
    const sizes = subject.get('resizable_bar.capability_0.supported_sizes');
    const code = subject.get('resizable_bar.control_0.bar_size');
    // Sizes above 128 TiB are in the control register.
    if (code < 28 && ((sizes >>> code) & 1) === 0) {
      report('unsupported', 'resizable_bar.control_0.bar_size', { size: 2 ** code });
    }
  },
  examples: {
    good: [
      {
        fields: {
          'resizable_bar.control_0.number_of_bars': 1,
          'resizable_bar.capability_0.supported_sizes': 6,
          'resizable_bar.control_0.bar_size': 2,
        },
      },
    ],
    bad: [
      {
        fields: {
          'resizable_bar.control_0.number_of_bars': 1,
          'resizable_bar.capability_0.supported_sizes': 6,
          'resizable_bar.control_0.bar_size': 3,
        },
      },
    ],
  },
});
