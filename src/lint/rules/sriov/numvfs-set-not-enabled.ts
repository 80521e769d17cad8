import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/numvfs-set-not-enabled',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'NumVFs is 0 while VF Enable is clear',
    why: 'The PF has no VFs now, though NumVFs reads as if it had: VFs were prepared, or taken down by halves. Linux writes 0 when it disables them.',
    fix: 'Re-capture once VFs are enabled, or ignore NumVFs.',
    exceptions: 'Legal: NumVFs is not defined after reset, and some firmware presets it.',
    spec: 'PCIe 6.0 §9.3.3.7',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs'],
    messages: { set: 'NumVFs is {{num}}, but VF Enable is 0: no VF exists' },
  },
  check(subject, report) {
    const num = subject.get('sriov.num_vfs');
    if (num > 0 && subject.get('sriov.control.vf_enable') === 0) report('set', 'sriov.num_vfs', { num });
  },
  examples: {
    good: [
      { fields: { 'sriov.num_vfs': 0 } },
      { fields: { 'sriov.control.vf_enable': 1, 'sriov.num_vfs': 4 } },
    ],
    bad: [{ fields: { 'sriov.num_vfs': 4 } }],
  },
});
