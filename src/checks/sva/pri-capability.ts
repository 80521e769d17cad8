import { fail, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf, without } from './example.ts';

const capacity = 'pri.outstanding_capacity';
const pasidRequired = 'pri.status.prg_response_pasid_required';
const pasid = 'pasid.control.enable';
const enable = 'pri.control.enable';

export default defineStep({
  meta: {
    id: 'sva/pri-capability',
    title: 'The Function, or the PF of a VF, has PRI that goes with PASID',
    of: 'the Function that has PRI',
    reads: [capacity, pasidRequired, pasid, enable],
    why: 'A page of a process may not be in memory: the Function asks for it by the Page Request Interface, which a VF shares with its PF.',
    linux:
      'pci_pri_supported() is false. VT-d uses PRI with PASID only where PRG Response PASID Required is 1.',
    errno: 'EINVAL',
    fix: 'Take a part with PRI. A driver that resolves faults of its part itself, or pins memory, can do without (Linux lets SVA be turned on then).',
    source:
      'Linux 6.12 and 7.2: pci_pri_supported() and pci_prg_resp_pasid_required() in drivers/pci/ats.c, intel_iommu_sva_supported() in drivers/iommu/intel/svm.c; PCIe 6.0 §10.5.2',
    versions:
      '6.12 returns -EINVAL from intel_iommu_enable_iopf() where PRG Response PASID Required is 0; 7.2 leaves PRI off in iommu_enable_pci_pri().',
  },
  look(subject, read) {
    const { holder, holderName } = subject;
    if (!holder) return unknown(noHolder(subject));
    const { fn } = holder;
    const requests = read.number(holder, capacity);
    const required = read.number(holder, pasidRequired);
    const withPasid = read.number(holder, pasid);
    if (requests === undefined)
      return read.isAbsent(holder, capacity)
        ? fail(`${holderName} has no PRI capability`, { fn })
        : unknown(`whether ${holderName} has PRI is not in the dump`, { fn });
    if (withPasid === 1 && required === 0) {
      const seen = `PRG Response PASID Required of ${holderName} is 0 with PASID on`;
      const more = { fn, fields: [pasidRequired] } as const;
      if (read.number(holder, enable) !== 1) return fail(`${seen}, so that VT-d leaves PRI off`, more);
      return pass(`${seen}, with which VT-d would leave PRI off; it is on`, more);
    }
    return pass(`${holderName} has PRI with ${requests} requests outstanding at most`, {
      fn,
      fields: [capacity],
    });
  },
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [
      { functions: [port(), without(pf(), 'pri'), vf()] },
      { functions: [port(), pf({ [pasidRequired]: 0, [enable]: 0 }), vf()] },
    ],
  },
});
