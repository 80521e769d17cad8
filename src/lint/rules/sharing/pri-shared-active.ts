import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sharing/pri-shared-active',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'VFs do not share a Page Request Interface that is on',
    why: 'All VFs use the one of the PF: none can reset it for itself, and whether one VF has requests under way cannot be seen.',
    fix: 'Nothing to mend; a guest that is given such a VF must not rely on resetting or stopping page requests.',
    exceptions: 'It is how SR-IOV works: the finding says that the case is there.',
    spec: 'PCIe 6.0 §10.5.2',
    reads: ['pri.control.enable', 'sriov.control.vf_enable', 'sriov.num_vfs'],
    messages: { shared: 'the Page Request Interface is on; VFs that share it: {{num}}' },
  },
  check(subject, report) {
    const num = subject.get('sriov.num_vfs');
    if (subject.get('pri.control.enable') === 1 && subject.get('sriov.control.vf_enable') === 1) {
      report('shared', 'pri.control.enable', { num });
    }
  },
  examples: {
    good: [
      { fields: { ...enabledVfs(1), 'pri.control.enable': 0 } },
      { fields: { 'sriov.total_vfs': 1, 'pri.control.enable': 1 } },
    ],
    bad: [{ fields: { ...enabledVfs(1), 'pri.control.enable': 1 } }],
  },
});
