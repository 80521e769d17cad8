import { defineRule } from '../../define.ts';

const bridge = (secondary: number) => ({
  fields: { 'header.secondary_bus_number': secondary, 'header.subordinate_bus_number': secondary },
  options: { layout: 1 as const },
});

export default defineRule({
  meta: {
    id: 'header/bridge-has-buses',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A bridge has bus numbers',
    why: 'Secondary and Subordinate Bus Number of 0 mean that nobody set the bridge up: what is below it is not in the dump.',
    fix: 'Take the dump after the buses were numbered.',
    exceptions: 'Bridges of empty hot-plug slots.',
    spec: 'PCIe 6.0 §7.5.1.3.3, §7.5.1.3.4',
    reads: ['header.secondary_bus_number', 'header.subordinate_bus_number'],
    messages: { none: 'Secondary and Subordinate Bus Number are both 0' },
  },
  check(subject, report) {
    const secondary = subject.get('header.secondary_bus_number');
    const subordinate = subject.get('header.subordinate_bus_number');
    if (secondary === 0 && subordinate === 0) report('none', 'header.secondary_bus_number');
  },
  examples: { good: [bridge(1)], bad: [bridge(0)] },
});
