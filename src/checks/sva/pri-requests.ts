import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf } from './example.ts';

const capacity = 'pri.outstanding_capacity';
const allocation = 'pri.outstanding_allocation';
const enable = 'pri.control.enable';

export default defineStep({
  meta: {
    id: 'sva/pri-requests',
    title: 'It may send page requests',
    of: 'the Function that has PRI',
    reads: [capacity, allocation, enable],
    why: 'Outstanding Page Request Allocation is how many page requests may be on their way. With none, no page that is missing is ever asked for.',
    linux:
      'pci_enable_pri() writes the lesser of Outstanding Page Request Capacity and what the IOMMU driver wants into Outstanding Page Request Allocation, and returns 0 even where that is 0.',
    errno: null,
    fix: 'Update the firmware of the part, or look who wrote Outstanding Page Request Allocation; turn PRI off and on again.',
    source: 'Linux 6.12 and 7.2: pci_enable_pri() in drivers/pci/ats.c; PCIe 6.0 §10.5.2.4, §10.5.2.5',
  },
  look(subject, read) {
    const { holder, holderName } = subject;
    if (!holder) return unknown(noHolder(subject));
    const { fn } = holder;
    const [most, allowed, on] = ([capacity, allocation, enable] as const).map((path) =>
      read.number(holder, path),
    );
    const fields = [capacity, allocation] as const;
    if (most === undefined)
      return read.isAbsent(holder, capacity)
        ? notApplicable(`${holderName} has no PRI`)
        : unknown(`Outstanding Page Request Capacity of ${holderName} is not in the dump`, { fn, fields });
    if (most === 0) return fail(`Outstanding Page Request Capacity of ${holderName} is 0`, { fn, fields });
    if (on === 1 && allowed === 0)
      return fail(`Outstanding Page Request Allocation of ${holderName} is 0 while PRI is on`, {
        fn,
        fields,
      });
    const now = on === 1 && allowed !== undefined ? `${allowed} now, ` : '';
    return pass(`${holderName} may have ${now}${most} at most outstanding`, { fn, fields });
  },
  examples: {
    good: [
      { functions: [port(), pf(), vf()] },
      { functions: [port(), pf({ [enable]: 0, [allocation]: 0 }), vf()] },
    ],
    bad: [
      { functions: [port(), pf({ [capacity]: 0 }), vf()] },
      { functions: [port(), pf({ [allocation]: 0 }), vf()] },
    ],
  },
});
