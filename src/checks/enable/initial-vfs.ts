import { initialVfsProblem } from '../../machine/sriov-numbers.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

const fields = ['sriov.initial_vfs', 'sriov.total_vfs'] as const;

export default defineStep({
  meta: {
    id: 'enable/initial-vfs',
    title: 'InitialVFs equals TotalVFs',
    of: 'the PF',
    reads: [...fields, 'sriov.capabilities.vf_migration_capable'],
    why: 'Only VF migration, which is no longer part of PCI Express, lets the two differ.',
    linux: 'sriov_enable() returns -EIO, and says nothing.',
    errno: 'EIO',
    fix: 'Update the firmware of the part, or wait until it is ready, and try again.',
    source: 'Linux 6.12 and 7.2: sriov_enable() in drivers/pci/iov.c; PCIe 6.0 §9.3.3.5',
  },
  look({ view }, read) {
    const initial = read.number(view, 'sriov.initial_vfs');
    const total = read.number(view, 'sriov.total_vfs');
    const canMigrate = read.number(view, 'sriov.capabilities.vf_migration_capable') === 1;
    if (initial === undefined || total === undefined)
      return unknown('InitialVFs and TotalVFs are not both in the dump', { fields });
    const seen = `InitialVFs is ${initial}, TotalVFs ${total}`;
    return initialVfsProblem(initial, total, canMigrate)
      ? fail(seen, { fields, most: 0 })
      : pass(seen, { fields });
  },
  examples: {
    good: [
      { functions: [port(), pf()] },
      { functions: [port(), pf({ 'sriov.initial_vfs': 4, 'sriov.capabilities.vf_migration_capable': 1 })] },
    ],
    bad: [
      { functions: [port(), pf({ 'sriov.initial_vfs': 4 })] },
      { functions: [port(), pf({ 'sriov.initial_vfs': 9 })] },
    ],
  },
});
