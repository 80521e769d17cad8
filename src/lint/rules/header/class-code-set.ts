import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/class-code-set',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A PCI Express Function has a Class Code',
    why: '000000h is for devices older than class codes; today it is a byte left out, and no driver binds by class.',
    fix: 'Set the Class Code, or FF0000h where none fits.',
    exceptions: 'FPGA boards before their design is loaded.',
    spec: 'PCIe 6.0 §7.5.1.1.6; PCI Code and ID Assignment 1.11 §1.1',
    reads: ['header.class_code', 'header.header_type.layout'],
    needs: 256,
    messages: { zero: 'Class Code is 000000h, but a PCI Express Function has a class' },
  },
  check(subject, report) {
    const code = subject.get('header.class_code');
    const layout = subject.get('header.header_type.layout');
    if (code === 0 && layout === 0 && subject.view.capability('pcie')) report('zero', 'header.class_code');
  },
  examples: {
    good: [{ fields: { 'header.class_code': 0x020000, 'pcie.capabilities.version': 2 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2 } }],
  },
});
