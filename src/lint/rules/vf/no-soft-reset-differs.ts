import { defineRule } from '../../define.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const functions = (pf: number, vf: number) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'pm.control_status.no_soft_reset': pf } },
    { address: '00:00.1', fields: { ...vfIds, 'pm.control_status.no_soft_reset': vf } },
  ],
});

export default defineRule({
  meta: {
    id: 'vf/no-soft-reset-differs',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'No_Soft_Reset of a VF is that of its PF',
    why: 'It says whether a Function keeps its state on the way from D3hot to D0; PF and VFs must agree.',
    fix: 'Make the bits equal, or capture PF and VF in one run.',
    spec: 'PCIe 6.0 §7.5.2.2',
    reads: ['pm.control_status.no_soft_reset'],
    messages: { differs: 'No_Soft_Reset is {{mine}}, but {{theirs}} in the PF {{pf}}' },
  },
  check(subject, report) {
    const field = 'pm.control_status.no_soft_reset' as const;
    const mine = subject.get(field);
    const pf = pfOf(subject);
    const theirs = pf?.get(field);
    if (!pf || theirs === undefined || theirs === mine) return;
    const related = [{ message: 'the PF', fn: pf.fn, field }];
    report('differs', { field, related }, { mine, theirs, pf: pf.fn.address });
  },
  examples: { good: [functions(1, 1)], bad: [functions(1, 0)] },
});
