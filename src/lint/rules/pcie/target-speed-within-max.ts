import { defineRule } from '../../define.ts';

const fields = (target: number) => ({
  'pcie.capabilities.version': 2,
  'pcie.link_capabilities.max_link_speed': 3,
  'pcie.link_control_2.target_link_speed': target,
});

export default defineRule({
  meta: {
    id: 'pcie/target-speed-within-max',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Target Link Speed is at most Max Link Speed',
    why: 'The behaviour of a port is undefined with a target that it does not support.',
    fix: 'Set Target Link Speed to a speed that the port supports.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.19',
    reads: ['pcie.link_capabilities.max_link_speed', 'pcie.link_control_2.target_link_speed'],
    messages: { over: 'Target Link Speed is {{target}}, but Max Link Speed is {{max}}' },
  },
  check(subject, report) {
    const max = subject.get('pcie.link_capabilities.max_link_speed');
    const target = subject.get('pcie.link_control_2.target_link_speed');
    if (subject.report.verdict.role !== 'vf' && max !== 0 && target > max) {
      report('over', 'pcie.link_control_2.target_link_speed', { target, max });
    }
  },
  examples: { good: [{ fields: fields(3) }], bad: [{ fields: fields(4) }] },
});
