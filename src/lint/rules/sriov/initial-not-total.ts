import { initialVfsProblem } from '../../../machine/sriov-numbers.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/initial-not-total',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'InitialVFs equals TotalVFs where VFs cannot migrate',
    why: 'Only VF migration, which is no longer part of PCI Express, lets the two differ. Linux refuses to enable VFs.',
    fix: 'Set InitialVFs to TotalVFs.',
    exceptions: 'A dump taken before firmware was ready; some emulators show the current number of VFs.',
    spec: 'PCIe 6.0 §9.3.3.5',
    reads: ['sriov.initial_vfs', 'sriov.total_vfs', 'sriov.capabilities.vf_migration_capable'],
    messages: {
      fewer: 'InitialVFs is {{initial}}, TotalVFs is {{total}}; without VF migration they are equal',
    },
  },
  check(subject, report) {
    const initial = subject.get('sriov.initial_vfs');
    const total = subject.get('sriov.total_vfs');
    const canMigrate = subject.get('sriov.capabilities.vf_migration_capable') === 1;
    if (initialVfsProblem(initial, total, canMigrate) === 'fewer') {
      report('fewer', 'sriov.initial_vfs', { initial, total });
    }
  },
  examples: {
    good: [
      { fields: { 'sriov.initial_vfs': 8, 'sriov.total_vfs': 8 } },
      {
        fields: {
          'sriov.initial_vfs': 4,
          'sriov.total_vfs': 8,
          'sriov.capabilities.vf_migration_capable': 1,
        },
      },
    ],
    bad: [{ fields: { 'sriov.initial_vfs': 4, 'sriov.total_vfs': 8 } }],
  },
});
