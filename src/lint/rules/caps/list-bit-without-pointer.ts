import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/list-bit-without-pointer',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A Function with a capability list has a pointer to it',
    why: 'Software that trusts the bit reads a capability at 00h.',
    fix: 'Set Capabilities Pointer, or clear the bit in Status.',
    spec: 'PCIe 6.0 §7.5.1.1.4, §7.5.1.1.11',
    reads: ['header.status.capabilities_list', 'header.capabilities_pointer'],
    messages: { none: 'Capabilities List is set, but Capabilities Pointer is 00h' },
  },
  check(subject, report) {
    if (
      subject.get('header.status.capabilities_list') === 1 &&
      subject.get('header.capabilities_pointer') === 0
    ) {
      report('none', 'header.capabilities_pointer');
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { 'header.status.capabilities_list': 1 } }],
  },
});
