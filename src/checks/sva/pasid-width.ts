import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf } from './example.ts';

const width = 'pasid.capability.max_pasid_width';

export default defineStep({
  meta: {
    id: 'sva/pasid-width',
    title: 'There are PASIDs for processes',
    of: 'the Function that has PASID',
    reads: [width],
    why: 'PASID 0 is for requests of the kernel. With Max PASID Width 0 there is no other that a process could have.',
    linux:
      'pci_enable_pasid() succeeds and pci_max_pasids() is 1; iommu_alloc_global_pasid() gives PASIDs from 1 to one below that, so none, and iommu_sva_bind_device() returns -ENOSPC (-EOVERFLOW to a process that has a PASID of another Function).',
    errno: 'ENOSPC',
    fix: 'Take a part with wider PASIDs, or have the VMM that shows this one give it a Max PASID Width.',
    source:
      'Linux 6.12 and 7.2: pci_max_pasids() in drivers/pci/ats.c, iommu_alloc_global_pasid() in drivers/iommu/iommu.c, iommu_alloc_mm_data() in drivers/iommu/iommu-sva.c; PCIe 6.0 §7.8.9.2',
  },
  look(subject, read) {
    const { holder, holderName } = subject;
    if (!holder) return unknown(noHolder(subject));
    const { fn } = holder;
    const fields = [width] as const;
    const bits = read.number(holder, width);
    if (bits === undefined)
      return read.isAbsent(holder, width)
        ? notApplicable(`${holderName} has no PASID`)
        : unknown(`PASID Capability of ${holderName} is not in the dump`, { fn, fields });
    return bits === 0
      ? fail(`Max PASID Width of ${holderName} is 0: it has PASID 0 alone`, { fn, fields })
      : pass(`Max PASID Width of ${holderName} is ${bits}`, { fn, fields });
  },
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [{ functions: [port(), pf({ [width]: 0 }), vf()] }],
  },
});
