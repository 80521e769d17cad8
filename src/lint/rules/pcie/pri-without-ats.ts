import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pri-without-ats',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Page Request Interface comes with ATS',
    why: 'Page requests are of use only to a Function that translates.',
    fix: 'Add ATS, or take PRI out.',
    spec: 'PCIe 6.0 §10.5.2',
    reads: [],
    needs: 4096,
    messages: { alone: 'there is a Page Request Interface, but no ATS' },
  },
  check(subject, report) {
    const { view } = subject;
    if (view.capability('pri') && !view.capability('ats')) report('alone', 'pri.control.enable');
  },
  examples: {
    good: [{ fields: { 'pri.control.enable': 0, 'ats.control.enable': 0 } }],
    bad: [{ fields: { 'pri.control.enable': 0 } }],
  },
});
