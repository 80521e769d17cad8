import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/dvsec-length',
    severity: 'warning',
    profile: 'recommended',
    title: 'The length of a DVSEC covers its headers',
    why: 'Software that steps by the length reads the wrong bytes.',
    fix: 'Correct the length.',
    spec: 'PCIe 6.0 §7.9.6',
    reads: ['dvsec.dvsec_header_1.length'],
    messages: { short: 'the length is {{length}}, and the headers alone take {{least}} bytes' },
  },
  check(subject, report) {
    const length = subject.get('dvsec.dvsec_header_1.length');
    if (length < 12) report('short', 'dvsec.dvsec_header_1.length', { length, least: 12 });
  },
  examples: {
    good: [{ fields: { 'dvsec.dvsec_header_1.length': 16 } }],
    bad: [{ fields: { 'dvsec.dvsec_header_1.length': 4 } }],
  },
});
