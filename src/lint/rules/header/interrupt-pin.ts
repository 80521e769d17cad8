import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/interrupt-pin',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Interrupt Pin is 0 to 4',
    why: '1 to 4 are INTA to INTD; there are no others.',
    fix: 'Correct Interrupt Pin.',
    spec: 'PCIe 6.0 §7.5.1.1.13',
    reads: ['header.interrupt_pin'],
    messages: { none: 'Interrupt Pin is {{pin}}, but 4 (INTD) is the last one' },
  },
  check(subject, report) {
    const pin = subject.get('header.interrupt_pin');
    if (pin > 4) report('none', 'header.interrupt_pin', { pin });
  },
  examples: {
    good: [{ fields: { 'header.interrupt_pin': 4 } }],
    bad: [{ fields: { 'header.interrupt_pin': 5 } }],
  },
});
