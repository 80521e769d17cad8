import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/transactions-pending',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'No transaction is pending without Bus Master Enable',
    why: 'A Function that may not send cannot wait for an answer for long: the dump was taken in the middle of a reset, or the device hangs.',
    fix: 'Take the dump again when the device is idle.',
    exceptions:
      'A VF, whose bit has its own meaning under a reset of the PF, is not looked at. Some devices have the bit stuck.',
    spec: 'PCIe 6.0 §7.5.3.5',
    reads: ['pcie.device_status.transactions_pending', 'header.command.bus_master_enable'],
    messages: { pending: 'Transactions Pending is set, but Bus Master Enable is clear' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    if (
      subject.get('pcie.device_status.transactions_pending') === 1 &&
      subject.get('header.command.bus_master_enable') === 0
    ) {
      report('pending', 'pcie.device_status.transactions_pending');
    }
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.device_status.transactions_pending': 1,
          'header.command.bus_master_enable': 1,
        },
      },
    ],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'pcie.device_status.transactions_pending': 1 } }],
  },
});
