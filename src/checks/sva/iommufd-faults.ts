import { fail, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf } from './example.ts';

const capacity = 'pri.outstanding_capacity';

export default defineStep({
  meta: {
    id: 'sva/iommufd-faults',
    title: 'iommufd passes its page faults to a guest',
    of: 'the Function, and the PF of a VF',
    reads: [capacity],
    why: 'A response of a guest that fails would stop the Page Request Interface that the PF and all its VFs share.',
    linux:
      'Attaching a domain with a fault queue returns -EINVAL: iommufd_hwpt_compatible_device() in 7.2, iommufd_fault_iopf_enable() in 6.12.',
    errno: 'EINVAL',
    fix: 'Give the guest the PF or a scalable part of it, or a VF whose page faults its driver resolves without PRI.',
    source:
      'Linux 6.12: iommufd_fault_iopf_enable() in drivers/iommu/iommufd/fault.c; Linux 7.2: iommufd_hwpt_compatible_device() in drivers/iommu/iommufd/device.c',
    versions: '6.12 refuses every VF; 7.2 only a VF whose PF has PRI.',
    side: 'guest',
  },
  look(subject, read) {
    const { isVf, holder, holderName, report } = subject;
    if (isVf === false)
      return report.verdict.attachment === 'detached'
        ? unknown('the host that gave this VF away decides; it is not in the dump')
        : pass('it is not a VF: iommufd takes it');
    if (!holder) return unknown(noHolder(subject));
    const has = read.number(holder, capacity);
    const { fn } = holder;
    if (has !== undefined)
      return fail(`it is a VF, and ${holderName} has PRI: 6.12 and 7.2 refuse it`, {
        fn,
        fields: [capacity],
      });
    return read.isAbsent(holder, capacity)
      ? pass(`it is a VF, and ${holderName} has no PRI: 6.12 refuses it, 7.2 does not`, { fn })
      : unknown(`whether ${holderName} has PRI is not in the dump`, { fn });
  },
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [{ functions: [port(), pf(), vf()] }],
  },
});
