import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/msi-enabled-no-address',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'MSI is enabled only with an address of whole dwords',
    why: 'A Function that sends messages to address 0 writes into memory.',
    fix: 'Take the dump when the driver has set MSI up, or clear MSI Enable.',
    exceptions: 'Under some hypervisors the guest never sees the real address.',
    spec: 'PCIe 6.0 §7.7.1.2, §7.7.1.3',
    reads: ['msi.control.enable', 'msi.address'],
    mayRead: ['msi.upper_address'],
    messages: {
      none: 'MSI Enable is set, but Message Address is 0',
      unaligned: 'Message Address is {{address}}, but bits 1:0 must be 0',
    },
  },
  check(subject, report) {
    const address = subject.get('msi.address');
    const upper = subject.find('msi.upper_address') ?? 0;
    if (subject.get('msi.control.enable') === 0) return;
    if (address === 0 && upper === 0) report('none', 'msi.control.enable');
    else if ((address & 3) !== 0) {
      report('unaligned', 'msi.address', { address: `${address.toString(16).toUpperCase()}h` });
    }
  },
  examples: {
    good: [{ fields: { 'msi.control.enable': 1, 'msi.address.address': 0x3fb80000 } }],
    bad: [
      { fields: { 'msi.control.enable': 1 } },
      { fields: { 'msi.control.enable': 1, 'msi.address': 0xfee00002 } },
    ],
  },
});
