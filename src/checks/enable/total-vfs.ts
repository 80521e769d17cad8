import { fail, unknown } from '../ladder.ts';
import { defineStep, letting, vfs } from './define.ts';
import { pf, port } from './example.ts';

export default defineStep({
  meta: {
    id: 'enable/total-vfs',
    title: 'TotalVFs is not 0',
    of: 'the PF',
    reads: ['sriov.total_vfs'],
    why: 'A PF that can have no VFs is not a PF to the kernel: sysfs then has no sriov_numvfs.',
    linux: 'sriov_init() returns at boot before it sets is_physfn, and says nothing.',
    errno: null,
    fix: 'Allow VFs in the firmware of the part (for example with its vendor’s tool) or in the machine’s setup, and boot again.',
    source: 'Linux 6.12 and 7.2: sriov_init() in drivers/pci/iov.c; PCIe 6.0 §9.3.3.6',
  },
  look(subject, read) {
    const total = read.number(subject.view, 'sriov.total_vfs');
    const fields = ['sriov.total_vfs'] as const;
    if (total === undefined) {
      const stated = subject.fn.stated.driverTotalVfs;
      const value = read.stated(stated);
      if (value !== undefined) return letting(subject, value, { seen: `the kernel allows ${vfs(value)}` });
      return unknown('TotalVFs is not in the dump', { fields });
    }
    if (total === 0) return fail('TotalVFs is 0', { fields, most: 0, closes: true });
    return { result: 'pass', seen: `TotalVFs is ${total}`, fields };
  },
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [{ functions: [port(), pf({ 'sriov.total_vfs': 0, 'sriov.initial_vfs': 0 })] }],
  },
});
