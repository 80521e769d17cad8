import { fail, notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, noHolder } from './define.ts';
import { pf, port, vf } from './example.ts';

const unit = 'ats.control.smallest_translation_unit';
const unitNames: Readonly<Record<number, string>> = { 0: '4 KiB', 2: '16 KiB', 4: '64 KiB' };

export default defineStep({
  meta: {
    id: 'sva/translation-unit',
    title: 'Smallest Translation Unit is the page size of the IOMMU',
    of: 'the PF of a VF, or the Function',
    reads: [unit],
    why: 'A VF uses the unit of its PF: it cannot be changed any more once VFs are there.',
    linux:
      'pci_enable_ats() of a VF returns -EINVAL where the unit of the PF (ats_stu, as Linux last wrote it) is not that of the IOMMU.',
    errno: 'EINVAL',
    fix: 'Turn the VFs off, let the IOMMU driver prepare ATS in the PF (pci_prepare_ats()), and turn them on again. VT-d uses 4 KiB (0), SMMUv3 its smallest granule.',
    source:
      'Linux 6.12 and 7.2: pci_enable_ats() and pci_prepare_ats() in drivers/pci/ats.c, arm_smmu_enable_ats() in drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c; PCIe 6.0 §10.5.1.3',
  },
  look(subject, read) {
    const { holder, holderName } = subject;
    if (!holder) return unknown(noHolder(subject));
    const { fn } = holder;
    const fields = [unit] as const;
    const value = read.number(holder, unit);
    if (value === undefined)
      return read.isAbsent(holder, unit)
        ? notApplicable(`${holderName} has no ATS`)
        : unknown(`ATS Control of ${holderName} is not in the dump`, { fn, fields });
    const name = unitNames[value];
    if (name === undefined)
      return fail(
        `Smallest Translation Unit of ${holderName} is ${value}, no page size that Linux uses (0 is 4 KiB, 2 is 16 KiB, 4 is 64 KiB)`,
        { fn, fields },
      );
    return pass(`Smallest Translation Unit of ${holderName} is ${value}: pages of ${name}`, { fn, fields });
  },
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [{ functions: [port(), pf({ [unit]: 9 }), vf()] }],
  },
});
