import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bist-passed',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The last BIST did not fail',
    why: 'A Completion Code other than 0 is a failed self-test.',
    fix: 'Take the dump from a device that works.',
    spec: 'PCIe 6.0 §7.5.1.1.10',
    reads: ['header.bist.capable', 'header.bist.completion_code'],
    messages: { failed: 'BIST ended with Completion Code {{code}}, but 0 is the only pass' },
  },
  check(subject, report) {
    const code = subject.get('header.bist.completion_code');
    if (subject.get('header.bist.capable') === 1 && code !== 0)
      report('failed', 'header.bist.completion_code', { code });
  },
  examples: {
    good: [{ fields: { 'header.bist.capable': 1 } }],
    bad: [{ fields: { 'header.bist.capable': 1, 'header.bist.completion_code': 3 } }],
  },
});
