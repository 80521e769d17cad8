import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/retry-vendor-id',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'No Vendor ID is 0001h',
    why: '0001h is the answer of a Function that is not ready yet (Request Retry Status); the rest is not its state.',
    fix: 'Wait until the Function is ready, and take the dump again.',
    spec: 'PCIe 6.0 §2.3.2',
    reads: ['header.vendor_id'],
    messages: { retry: 'Vendor ID is 0001h: the Function was not ready' },
  },
  check(subject, report) {
    if (subject.get('header.vendor_id') === 1) report('retry', 'header.vendor_id');
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 32902 } }],
    bad: [{ fields: { 'header.vendor_id': 1 } }],
  },
});
