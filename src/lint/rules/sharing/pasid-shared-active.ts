import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sharing/pasid-shared-active',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'VFs do not share PASID settings that are on',
    why: "The PF's settings hold for all its VFs: PASIDs, execute permission and privileged mode cannot differ from VF to VF.",
    fix: 'Nothing to mend; refuse PASIDs for single VFs in the IOMMU.',
    exceptions: 'It is how SR-IOV works: the finding says that the case is there.',
    spec: 'PCIe 6.0 §7.8.9',
    reads: [
      'pasid.control.enable',
      'pasid.control.execute_permission_enable',
      'pasid.control.privileged_mode_enable',
      'sriov.control.vf_enable',
      'sriov.num_vfs',
    ],
    messages: {
      shared:
        'PASID is on, execute permission {{execute}}, privileged mode {{privileged}}; VFs that share it: {{num}}',
    },
  },
  check(subject, report) {
    const on = (value: number): string => (value === 1 ? 'on' : 'off');
    const num = subject.get('sriov.num_vfs');
    const execute = on(subject.get('pasid.control.execute_permission_enable'));
    const privileged = on(subject.get('pasid.control.privileged_mode_enable'));
    if (subject.get('pasid.control.enable') === 1 && subject.get('sriov.control.vf_enable') === 1) {
      report('shared', 'pasid.control.enable', { num, execute, privileged });
    }
  },
  examples: {
    good: [{ fields: { ...enabledVfs(1), 'pasid.control.enable': 0 } }],
    bad: [{ fields: { ...enabledVfs(1), 'pasid.control.enable': 1 } }],
  },
});
