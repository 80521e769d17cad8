import { defineRule } from '../../define.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const functions = (pf: number, vf: number) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'ats.control.smallest_translation_unit': pf } },
    { address: '00:00.1', fields: { ...vfIds, 'ats.control.smallest_translation_unit': vf } },
  ],
});

export default defineRule({
  meta: {
    id: 'sharing/pf-stu-differs-from-vf-view',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A Smallest Translation Unit shown in a VF is that of its PF',
    why: 'Whoever reads the VF believes in another unit than the device uses. With a smaller one invalidations miss what the device has cached.',
    fix: 'Show 0, or the value of the PF.',
    exceptions: 'A hypervisor may show a larger unit and widen the invalidations itself.',
    spec: 'PCIe 6.0 §10.5.1.3',
    reads: ['ats.control.smallest_translation_unit'],
    messages: { differs: 'Smallest Translation Unit is {{mine}}, but {{theirs}} in the PF {{pf}}' },
    impliedBy: ['vf/ats-stu-nonzero'],
  },
  check(subject, report) {
    const field = 'ats.control.smallest_translation_unit' as const;
    const mine = subject.get(field);
    const pf = mine === 0 ? undefined : pfOf(subject);
    const theirs = pf?.get(field);
    if (!pf || theirs === undefined || theirs === mine) return;
    const related = [{ message: 'the PF', fn: pf.fn, field }];
    report('differs', { field, related }, { mine, theirs, pf: pf.fn.address });
  },
  examples: { good: [functions(4, 0), functions(4, 4)], bad: [functions(4, 1)] },
});
