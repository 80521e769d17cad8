import { defineRule } from '../../define.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const functions = (pri: number) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'pri.control.enable': pri } },
    { address: '00:00.1', fields: { ...vfIds, 'ats.control.enable': 1 } },
  ],
});

export default defineRule({
  meta: {
    id: 'sharing/vf-needs-pf-pri',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The PF of a VF that uses ATS has its Page Request Interface on',
    why: 'A VF can send page requests only while the PF has the interface on; Linux refuses PRI for the VF until then.',
    fix: 'Switch the interface on in the PF first.',
    exceptions: 'ATS with pinned memory needs no page requests.',
    spec: 'PCIe 6.0 §10.5.2',
    reads: ['ats.control.enable'],
    messages: { off: 'ATS is on, but the Page Request Interface of the PF {{pf}} is off' },
  },
  check(subject, report) {
    if (subject.get('ats.control.enable') === 0) return;
    const pf = pfOf(subject);
    if (pf?.get('pri.control.enable') !== 0) return;
    const related = [{ message: 'the PF', fn: pf.fn, field: 'pri.control.enable' as const }];
    report('off', { field: 'ats.control.enable', related }, { pf: pf.fn.address });
  },
  examples: { good: [functions(1)], bad: [functions(0)] },
});
