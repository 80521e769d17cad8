import { defineRule } from '../../define.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const functions = (pf: number) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'ats.control.enable': pf } },
    { address: '00:00.1', fields: { ...vfIds, 'ats.control.enable': 1 } },
  ],
});

export default defineRule({
  meta: {
    id: 'sharing/vf-ats-on-pf-ats-off',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'ATS is on in the PF of a VF that uses it',
    why: "The VF goes by the PF's Smallest Translation Unit, which nobody may have set while ATS of the PF is off.",
    fix: 'See that the Smallest Translation Unit of the PF is the page size of the IOMMU (pci_prepare_ats in Linux).',
    exceptions:
      'Legal: each has its own ATS Enable. Normal on Linux with arm-smmu-v3, which sets the unit of the PF first.',
    spec: 'PCIe 6.0 §10.5.1',
    reads: ['ats.control.enable'],
    messages: {
      off: 'ATS is on, but off in the PF {{pf}}, whose Smallest Translation Unit {{stu}} applies here',
    },
  },
  check(subject, report) {
    if (subject.get('ats.control.enable') === 0) return;
    const pf = pfOf(subject);
    const stu = pf?.get('ats.control.smallest_translation_unit');
    if (pf?.get('ats.control.enable') !== 0 || stu === undefined) return;
    const related = [{ message: 'the PF', fn: pf.fn, field: 'ats.control.enable' as const }];
    report('off', { field: 'ats.control.enable', related }, { pf: pf.fn.address, stu });
  },
  examples: { good: [functions(1)], bad: [functions(0)] },
});
