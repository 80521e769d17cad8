import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const functions = (pf: number, vf: number) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'header.class_code': pf } },
    { address: '00:00.1', fields: { ...vfIds, 'header.class_code': vf } },
  ],
});

export default defineRule({
  meta: {
    id: 'vf/class-differs-from-pf',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A VF has the Class Code of its PF',
    why: 'PF and VFs must show one class; a driver that goes by class may bind to one and not to the other.',
    fix: 'Make the Class Codes equal, or capture PF and VF in one run.',
    exceptions: 'VFs of GPUs and of some accelerators differ on purpose.',
    spec: 'PCIe 6.0 §7.5.1.1.6',
    reads: ['header.class_code'],
    messages: { differs: 'Class Code is {{mine}}, but {{theirs}} in the PF {{pf}}' },
  },
  check(subject, report) {
    const mine = subject.get('header.class_code');
    const pf = pfOf(subject);
    const theirs = pf?.get('header.class_code');
    if (!pf || theirs === undefined || theirs === mine) return;
    const related = [{ message: 'the PF', fn: pf.fn, field: 'header.class_code' as const }];
    const values = { mine: hex(mine, 6), theirs: hex(theirs, 6), pf: pf.fn.address };
    report('differs', { field: 'header.class_code', related }, values);
  },
  examples: { good: [functions(0x020000, 0x020000)], bad: [functions(0x020000, 0x088000)] },
});
