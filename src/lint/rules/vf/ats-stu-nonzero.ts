import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/ats-stu-nonzero',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Smallest Translation Unit of a VF reads 0',
    why: "It is always 0 in a VF: the PF's value applies to all its VFs. Linux never writes it in a VF.",
    fix: 'Read Smallest Translation Unit of the PF.',
    exceptions: 'A hypervisor may show a guest a value of its own, with real IDs.',
    spec: 'PCIe 6.0 §10.5.1.3',
    reads: ['ats.control.smallest_translation_unit'],
    messages: { set: "Smallest Translation Unit of a VF is {{stu}}; it should be 0, the PF's value applies" },
  },
  check(subject, report) {
    const field = 'ats.control.smallest_translation_unit';
    const stu = subject.get(field);
    if (stu !== 0 && isRawVf(subject)) report('set', field, { stu });
  },
  examples: {
    good: [{ fields: { ...vfIds, 'ats.control.enable': 1 } }],
    bad: [{ fields: { ...vfIds, 'ats.control.smallest_translation_unit': 4 } }],
  },
});
