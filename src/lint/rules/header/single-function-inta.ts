import { functionOf } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/single-function-inta',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'A device with one Function uses INTA',
    why: 'INTB to INTD are for the further Functions of a device: Multi-Function Device or Interrupt Pin is wrong.',
    fix: 'Set Interrupt Pin to 1, or Multi-Function Device.',
    exceptions: 'Functions of a chipset.',
    spec: 'PCIe 6.0 §7.5.1.1.13',
    reads: ['header.interrupt_pin', 'header.header_type.multi_function'],
    messages: {
      other: 'Interrupt Pin is {{pin}}, but 1 (INTA) is the only pin without Multi-Function Device',
    },
  },
  check(subject, report) {
    const pin = subject.get('header.interrupt_pin');
    const multiple = subject.get('header.header_type.multi_function') === 1;
    if (pin < 2 || pin > 4 || multiple || functionOf(subject.fn.routingId) !== 0) return;
    report('other', 'header.interrupt_pin', { pin });
  },
  examples: {
    good: [
      { fields: { 'header.interrupt_pin': 1 } },
      { fields: { 'header.interrupt_pin': 2, 'header.header_type.multi_function': 1 } },
    ],
    bad: [{ fields: { 'header.interrupt_pin': 2 } }],
  },
});
