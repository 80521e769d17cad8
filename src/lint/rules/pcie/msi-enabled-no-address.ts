import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/msi-enabled-no-address',
    severity: 'warning',
    profile: 'recommended',
    title: 'MSI is enabled only with an address',
    why: 'A Function that sends messages to address 0 writes into memory.',
    fix: 'Take the dump when the driver has set MSI up, or clear MSI Enable.',
    exceptions: 'Under some hypervisors the guest never sees the real address.',
    spec: 'PCIe 6.0 §7.7.1.2, §7.7.1.3',
    reads: ['msi.control.enable', 'msi.address.address'],
    mayRead: ['msi.upper_address'],
    messages: { none: 'MSI Enable is set, but Message Address is 0' },
  },
  check(subject, report) {
    if (
      subject.get('msi.control.enable') === 1 &&
      subject.get('msi.address.address') === 0 &&
      (subject.find('msi.upper_address') ?? 0) === 0
    ) {
      report('none', 'msi.control.enable');
    }
  },
  examples: {
    good: [{ fields: { 'msi.control.enable': 1, 'msi.address.address': 0x3fb80000 } }],
    bad: [{ fields: { 'msi.control.enable': 1 } }],
  },
});
