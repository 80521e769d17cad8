import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, firstSibling, vfIds } from '../../vf.ts';

const functions = (first: number, second: number) => ({
  functions: [
    { fields: enabledVfs(2) },
    { address: '00:00.1', fields: { ...vfIds, 'header.class_code': first } },
    { address: '00:00.2', fields: { ...vfIds, 'header.class_code': second } },
  ],
});

export default defineRule({
  meta: {
    id: 'vf/class-differs-between-vfs',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The VFs of a PF have one Class Code',
    why: 'Linux reads the class from the first VF and takes it for all, so drivers that go by class bind wrongly.',
    fix: 'Make the Class Codes equal, or capture all VFs in one run.',
    spec: 'PCIe 6.0 §7.5.1.1.6',
    reads: ['header.class_code'],
    messages: { differs: 'Class Code is {{mine}}, but {{theirs}} in {{first}}, a VF of the same PF' },
  },
  check(subject, report) {
    const mine = subject.get('header.class_code');
    const first = firstSibling(subject);
    const theirs = first?.get('header.class_code');
    if (!first || theirs === undefined || theirs === mine) return;
    const related = [{ message: 'the first VF', fn: first.fn, field: 'header.class_code' as const }];
    const values = { mine: hex(mine, 6), theirs: hex(theirs, 6), first: first.fn.address };
    report('differs', { field: 'header.class_code', related }, values);
  },
  examples: { good: [functions(0x020000, 0x020000)], bad: [functions(0x020000, 0x010802)] },
});
