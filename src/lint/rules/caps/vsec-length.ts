import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/vsec-length',
    severity: 'warning',
    profile: 'recommended',
    title: 'The length of a VSEC covers its headers',
    why: 'Software that steps by the length reads the wrong bytes.',
    fix: 'Correct the length.',
    spec: 'PCIe 6.0 §7.9.5',
    reads: ['vsec.header.length'],
    messages: { short: 'the length is {{length}}, and the headers alone take {{least}} bytes' },
  },
  check(subject, report) {
    const length = subject.get('vsec.header.length');
    if (length < 8) report('short', 'vsec.header.length', { length, least: 8 });
  },
  examples: {
    good: [{ fields: { 'vsec.header.length': 16 } }],
    bad: [{ fields: { 'vsec.header.length': 4 } }],
  },
});
