import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/ari-next-increasing',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Next Function Number of ARI goes up',
    why: 'Software that follows the list never ends, or misses Functions.',
    fix: 'Set Next Function Number to the next Function, or to 0 in the last.',
    exceptions:
      'VFs, whose field is undefined, are not looked at. A Function that a hypervisor shows may have another number than on its own bus.',
    spec: 'PCIe 6.0 §7.8.8.2',
    reads: ['ari.capability.next_function_number'],
    messages: {
      back: 'Next Function Number is {{next}}, but must be over {{own}}, the number of this Function, or 0',
    },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    const next = subject.get('ari.capability.next_function_number');
    const own = subject.fn.routingId & 0xff;
    if (next !== 0 && next <= own) report('back', 'ari.capability.next_function_number', { next, own });
  },
  examples: {
    good: [{ fields: { 'ari.capability.next_function_number': 1 } }],
    bad: [{ address: '01:00.1', fields: { 'ari.capability.next_function_number': 1 } }],
  },
});
