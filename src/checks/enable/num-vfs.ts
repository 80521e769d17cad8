import { pass, unknown } from '../ladder.ts';
import { defineStep, letting } from './define.ts';
import { pf, port } from './example.ts';

const fields = ['sriov.total_vfs', 'sriov.initial_vfs'] as const;

export default defineStep({
  meta: {
    id: 'enable/num-vfs',
    title: 'NumVFs is at most TotalVFs',
    of: 'the PF',
    reads: [...fields, 'sriov.capabilities.vf_migration_capable'],
    why: 'A PF cannot have more VFs than TotalVFs, and without migration no more than InitialVFs.',
    linux: 'sriov_enable() returns -EINVAL; through sysfs sriov_numvfs_store() returns -ERANGE before that.',
    errno: 'EINVAL',
    fix: 'Ask for fewer VFs.',
    source:
      'Linux 6.12 and 7.2: sriov_enable() and sriov_numvfs_store() in drivers/pci/iov.c; PCIe 6.0 §9.3.3.7',
  },
  look(subject, read) {
    const { view, asked } = subject;
    const total = read.number(view, 'sriov.total_vfs');
    const initial = read.number(view, 'sriov.initial_vfs');
    const canMigrate = read.number(view, 'sriov.capabilities.vf_migration_capable') === 1;
    if (total === undefined) return unknown('TotalVFs is not in the dump', { fields });
    const most = canMigrate || initial === undefined ? total : Math.min(total, initial);
    if (asked === undefined) return pass(`up to ${most}`, { fields, most });
    return letting(subject, most, { seen: `${asked} are asked for, and ${most} can be`, fields });
  },
  examples: {
    good: [{ functions: [port(), pf()], vfs: 8 }],
    bad: [{ functions: [port(), pf()], vfs: 9 }],
  },
});
