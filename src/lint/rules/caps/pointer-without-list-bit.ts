import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/pointer-without-list-bit',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A Function with a Capabilities Pointer says that it has a list',
    why: 'Software that trusts the bit sees no capability.',
    fix: 'Set Capabilities List in Status, or clear the pointer.',
    spec: 'PCIe 6.0 §7.5.1.1.4, §7.5.1.1.11',
    reads: ['header.status.capabilities_list', 'header.capabilities_pointer'],
    impliedBy: ['header/capability-list-bit'],
    messages: { hidden: 'Capabilities Pointer is {{pointer}}, but Capabilities List is clear' },
  },
  check(subject, report) {
    const pointer = subject.get('header.capabilities_pointer');
    if (subject.get('header.status.capabilities_list') === 0 && pointer >= 0x40) {
      report('hidden', 'header.status.capabilities_list', {
        pointer: `${pointer.toString(16).toUpperCase()}h`,
      });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { 'header.capabilities_pointer': 0x40 } }],
  },
});
