import { defineRule } from '../../define.ts';

const bits = [
  ['sriov.capabilities.vf_migration_capable', 'VF Migration Capable'],
  ['sriov.control.vf_migration_enable', 'VF Migration Enable'],
  ['sriov.control.vf_migration_interrupt_enable', 'VF Migration Interrupt Enable'],
  ['sriov.status.vf_migration_status', 'VF Migration Status'],
] as const;

export default defineRule({
  meta: {
    id: 'sriov/vf-migration',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A PF does not use VF migration',
    why: 'VF migration belonged to Multi-Root I/O Virtualization, which no longer exists; no operating system supports it.',
    fix: 'Clear the bit, or re-capture the PF.',
    spec: 'PCIe 6.0 §9.3.3.2',
    reads: bits.map(([path]) => path),
    messages: { set: '{{name}} is 1; it should be 0' },
  },
  check(subject, report) {
    for (const [path, name] of bits) if (subject.get(path) === 1) report('set', path, { name });
  },
  examples: {
    good: [{ fields: { 'sriov.total_vfs': 1 } }],
    bad: [
      { fields: { 'sriov.capabilities.vf_migration_capable': 1 } },
      { fields: { 'sriov.control.vf_migration_enable': 1 } },
    ],
  },
});
