import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/all-zero',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A Function has a header',
    why: 'Zeros in all 64 bytes come from no device: the file was made, or the reader failed.',
    fix: '{{again}}',
    spec: 'PCIe 6.0 §7.5.1.1.1',
    reads: [],
    needs: 64,
    messages: { zero: 'the first 64 bytes are all 00h, but a Function has a Vendor ID' },
  },
  check(subject, report) {
    if (subject.fn.config.isFilledWith(0, 0, 64)) report('zero', 0);
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0x8086 } }],
    bad: [{ fields: {} }],
  },
});
