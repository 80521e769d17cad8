import { notApplicable } from '../ladder.ts';
import { defineStep, letting, vfs } from './define.ts';
import { driverLimit } from './drivers.ts';
import { pf, port } from './example.ts';

const allows = (count: number) => ({
  attributes: { sriov_totalvfs: String(count) },
  links: { driver: 'igb' },
});

export default defineStep({
  meta: {
    id: 'enable/driver-limit',
    title: 'The driver of the PF allows as many VFs',
    of: 'the PF',
    reads: ['sriov.total_vfs'],
    why: 'A driver may allow fewer VFs than TotalVFs: igb allows 7 of 8, ixgbe 63 of 64. sysfs shows its number in sriov_totalvfs.',
    linux: 'sriov_numvfs_store() returns -ERANGE for more than pci_sriov_get_totalvfs(), and says nothing.',
    errno: 'ERANGE',
    fix: 'Ask for no more than sriov_totalvfs says.',
    source: 'Linux 6.12 and 7.2: sriov_numvfs_store() and pci_sriov_set_totalvfs() in drivers/pci/iov.c',
    isOptional: true,
  },
  look(subject, read) {
    const total = read.number(subject.view, 'sriov.total_vfs');
    const limit = driverLimit(subject.fn);
    if (!limit) return notApplicable('the input states no limit of the driver');
    const most = read.stated(limit) ?? 0;
    const of = total === undefined ? '' : ` of TotalVFs ${total}`;
    const who = subject.fn.stated.driver?.value ?? 'the kernel';
    return letting(subject, most, { seen: `${who} allows ${vfs(most)}${of}`, fields: ['sriov.total_vfs'] });
  },
  examples: {
    good: [{ functions: [port(), pf({}, allows(7))], vfs: 7 }],
    bad: [{ functions: [port(), pf({}, allows(7))], vfs: 8 }, { functions: [port(), pf({}, allows(0))] }],
  },
});
