import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/vendor-length',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A vendor-specific capability is at least 3 bytes long',
    why: 'Its length counts its own ID, pointer and length.',
    fix: 'Correct the length byte.',
    spec: 'PCIe 6.0 §7.9.4',
    reads: ['vendor_specific.length'],
    messages: { short: 'the length is {{length}}, but the header alone takes 3 bytes' },
  },
  check(subject, report) {
    const length = subject.get('vendor_specific.length');
    if (length < 3) report('short', 'vendor_specific.length', { length });
  },
  examples: {
    good: [{ fields: { 'vendor_specific.length': 16 } }],
    bad: [{ fields: { 'vendor_specific.length': 0 }, options: { capabilities: ['vendor_specific'] } }],
  },
});
