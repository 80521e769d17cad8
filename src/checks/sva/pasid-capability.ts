import { fail, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf, without } from './example.ts';

const width = 'pasid.capability.max_pasid_width';

export default defineStep({
  meta: {
    id: 'sva/pasid-capability',
    title: 'The Function, or the PF of a VF, has PASID',
    of: 'the Function that has PASID',
    reads: [width],
    why: 'A process is told from another by the PASID of its requests. A VF uses the PASID capability of its PF.',
    linux: 'pci_pasid_features() and pci_enable_pasid() return -EINVAL.',
    errno: 'EINVAL',
    fix: 'Take a part with PASID, or turn it on in its firmware.',
    source:
      'Linux 6.12 and 7.2: pci_pasid_features() and pci_max_pasids() in drivers/pci/ats.c; PCIe 6.0 §7.8.8',
  },
  look(subject, read) {
    const { holder, holderName } = subject;
    if (!holder) return unknown(noHolder(subject));
    const { fn } = holder;
    const bits = read.number(holder, width);
    if (bits !== undefined) return pass(`${holderName} has PASIDs of ${bits} bits`, { fn, fields: [width] });
    return read.isAbsent(holder, width)
      ? fail(`${holderName} has no PASID capability`, { fn })
      : unknown(`whether ${holderName} has PASID is not in the dump`, { fn });
  },
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [{ functions: [port(), without(pf(), 'pasid'), vf()] }],
  },
});
