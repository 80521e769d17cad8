import { defineRule } from '../../define.ts';

const hex = (value: number): string => `${value.toString(16).toUpperCase()}h`;
const bridge = (upperBase: number, upperLimit: number, addressing = 1) => ({
  fields: {
    'header.prefetchable_memory_base.addressing': addressing,
    'header.prefetchable_memory_limit.addressing': addressing,
    'header.prefetchable_memory_base.address': 0x100,
    'header.prefetchable_memory_limit.address': 0x1ff,
    'header.prefetchable_base_upper': upperBase,
    'header.prefetchable_limit_upper': upperLimit,
  },
  options: { layout: 1 as const },
});

export default defineRule({
  meta: {
    id: 'header/bridge-prefetchable-range',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The upper halves of a prefetchable window are in order',
    why: 'Linux then ignores both upper halves, and other software sees a closed window: they disagree on what is below the bridge.',
    fix: 'Set Prefetchable Base and Limit Upper 32 Bits, or close the window with a base over the limit in the lower halves too.',
    exceptions: 'Old firmware leaves the upper halves as they were.',
    spec: 'PCIe 6.0 §7.5.1.3.9, §7.5.1.3.10; Linux drivers/pci/probe.c pci_read_bridge_mmio_pref',
    reads: [
      'header.prefetchable_memory_base',
      'header.prefetchable_memory_limit',
      'header.prefetchable_base_upper',
      'header.prefetchable_limit_upper',
    ],
    messages: {
      inverted:
        'the upper half of the base is {{base}} and that of the limit {{limit}}, but must not be less',
    },
  },
  check(subject, report) {
    const lowBase = subject.get('header.prefetchable_memory_base');
    const lowLimit = subject.get('header.prefetchable_memory_limit');
    const base = subject.get('header.prefetchable_base_upper');
    const limit = subject.get('header.prefetchable_limit_upper');
    if ((lowBase & 0xf) !== 1 || lowBase >> 4 > lowLimit >> 4 || base <= limit) return;
    report('inverted', 'header.prefetchable_base_upper', { base: hex(base), limit: hex(limit) });
  },
  examples: { good: [bridge(0x38, 0x38), bridge(0x38, 0, 0)], bad: [bridge(0x38, 0)] },
});
