import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/msi-vectors-within-capable',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'MSI enables no more vectors than it has',
    why: 'Codes above 5 are reserved, and a Function cannot send more messages than it says.',
    fix: 'Lower Multiple Message Enable.',
    spec: 'PCIe 6.0 §7.7.1.2',
    reads: ['msi.control.multiple_message_capable', 'msi.control.multiple_message_enable'],
    messages: {
      over: 'Multiple Message Enable is {{enabled}} vectors, but Multiple Message Capable is {{capable}}',
      reserved: 'Multiple Message Capable is {{code}}, which is reserved',
    },
  },
  check(subject, report) {
    const capable = subject.get('msi.control.multiple_message_capable');
    const enabled = subject.get('msi.control.multiple_message_enable');
    if (capable > 5) report('reserved', 'msi.control.multiple_message_capable', { code: capable });
    else if (enabled > capable) {
      report('over', 'msi.control.multiple_message_enable', { enabled: 1 << enabled, capable: 1 << capable });
    }
  },
  examples: {
    good: [
      { fields: { 'msi.control.multiple_message_capable': 2, 'msi.control.multiple_message_enable': 1 } },
    ],
    bad: [
      { fields: { 'msi.control.multiple_message_capable': 1, 'msi.control.multiple_message_enable': 2 } },
      { fields: { 'msi.control.multiple_message_capable': 6 } },
    ],
  },
});
