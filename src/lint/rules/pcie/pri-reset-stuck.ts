import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pri-reset-stuck',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'PRI Reset reads 0',
    why: 'Software writes it once; the Function reads 0 there.',
    fix: 'Clear bit 1 of Page Request Control.',
    spec: 'PCIe 6.0 §10.5.2.2',
    reads: ['pri.control.reset'],
    messages: { set: 'Reset of Page Request Control reads 1' },
  },
  check(subject, report) {
    if (subject.get('pri.control.reset') === 1) report('set', 'pri.control.reset');
  },
  examples: {
    good: [{ fields: { 'pri.control.reset': 0 }, options: { capabilities: ['pri', 'ats'] } }],
    bad: [{ fields: { 'pri.control.reset': 1 }, options: { capabilities: ['pri', 'ats'] } }],
  },
});
