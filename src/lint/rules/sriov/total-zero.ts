import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/total-zero',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A PF can have VFs: TotalVFs is not 0',
    why: 'The Function looks like a PF and is none: Linux ignores the capability when TotalVFs is 0.',
    fix: 'Switch SR-IOV on in firmware (for mlx5: SRIOV_EN and NUM_OF_VFS) and re-capture, if VFs are wanted.',
    exceptions: 'Common where firmware or the BIOS has SR-IOV switched off.',
    spec: 'PCIe 6.0 §9.3.3.6',
    reads: ['sriov.total_vfs'],
    messages: { zero: 'TotalVFs is 0; software treats this Function as one without SR-IOV' },
  },
  check(subject, report) {
    if (subject.get('sriov.total_vfs') === 0) report('zero', 'sriov.total_vfs');
  },
  examples: {
    good: [{ fields: { 'sriov.total_vfs': 8 } }],
    bad: [{ fields: { 'sriov.total_vfs': 0 } }],
  },
});
