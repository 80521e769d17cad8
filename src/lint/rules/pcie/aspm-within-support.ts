import { defineRule } from '../../define.ts';

const names = ['off', 'L0s', 'L1', 'L0s and L1'];
const fields = (support: number, control: number) => ({
  'pcie.capabilities.version': 2,
  'pcie.link_capabilities.aspm_support': support,
  'pcie.link_control.aspm_control': control,
});

export default defineRule({
  meta: {
    id: 'pcie/aspm-within-support',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'ASPM Control enables only what ASPM Support has',
    why: 'The behaviour of a link is undefined in a power state that one end does not have: it may hang.',
    fix: 'Clear the bits of ASPM Control that ASPM Support lacks.',
    exceptions: 'VFs, whose Link Control is reserved, are not looked at.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.7',
    reads: ['pcie.link_capabilities.aspm_support', 'pcie.link_control.aspm_control'],
    messages: { over: 'ASPM Control is {{control}}, but ASPM Support is {{support}}' },
  },
  check(subject, report) {
    const support = subject.get('pcie.link_capabilities.aspm_support');
    const control = subject.get('pcie.link_control.aspm_control');
    if ((control & ~support) === 0 || subject.report.verdict.role === 'vf') return;
    const values = {
      control: names[control] ?? control,
      support: support === 0 ? 'none' : (names[support] ?? support),
    };
    report('over', 'pcie.link_control.aspm_control', values);
  },
  examples: { good: [{ fields: fields(3, 2) }], bad: [{ fields: fields(2, 3) }] },
});
