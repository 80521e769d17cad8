import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port, vf, without } from './example.ts';

const aligned = 'ats.capability.page_aligned_request';
const enable = 'ats.control.enable';

export default defineStep({
  meta: {
    id: 'sva/ats-capability',
    title: 'The Function has ATS, with requests on pages',
    of: 'the Function; in 6.12 of a VF also its PF',
    reads: [aligned, enable],
    why: 'Page requests are answered into the translation cache of the Function, which ATS is. VT-d uses it only where requests are aligned to pages.',
    linux:
      'pci_ats_supported() is false; iommu_enable_pci_ats() of VT-d does nothing where Page Aligned Request is 0.',
    errno: 'EINVAL',
    fix: 'Take a part with ATS, or turn it on in its firmware.',
    source:
      'Linux 6.12 and 7.2: pci_ats_supported() and pci_ats_page_aligned() in drivers/pci/ats.c, iommu_enable_pci_ats() in drivers/iommu/intel/iommu.c; PCIe 6.0 §7.8.8',
    versions: '6.12 asks of a VF that its PF has ATS too (pci_ats_supported()); 7.2 asks the VF alone.',
  },
  look({ view, fn, isVf, holder, holderName }, read) {
    const fields = [aligned] as const;
    const own = read.number(view, aligned);
    if (own === undefined)
      return read.isAbsent(view, aligned)
        ? fail(`${fn.address} has no ATS capability`)
        : unknown(`whether ${fn.address} has ATS is not in the dump`);
    const isOn = read.number(view, enable) === 1;
    if (own === 0 && !isOn)
      return fail('Page Aligned Request is 0, so that VT-d leaves its ATS off', { fields, errno: null });
    if (own === 0)
      return pass('Page Aligned Request is 0, with which VT-d would leave ATS off; it is on', { fields });
    if (isVf && holder && read.isAbsent(holder, aligned))
      return pass(`it has ATS, and ${holderName} does not: 6.12 refuses that, 7.2 does not`, { fields });
    return pass(`${fn.address} has ATS, with requests on pages`, { fields });
  },
  examples: {
    good: [{ functions: [port(), pf(), vf()] }],
    bad: [
      { functions: [port(), pf(), without(vf(), 'ats')] },
      { functions: [port(), pf(), vf({ [aligned]: 0, [enable]: 0 })] },
    ],
  },
});
