import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/multifunction-bit',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Multi-Function Device of a VF reads 0',
    why: 'VFs are not found by scanning. A reader that goes by the bit would look for further Functions around the VF.',
    fix: 'Clear bit 7 of Header Type, or re-capture the VF.',
    exceptions: 'Some parts (Cavium/Marvell) copy the bit of the PF; Linux ignores it.',
    spec: 'PCIe 6.0 §7.5.1.1.9',
    reads: ['header.header_type.multi_function'],
    messages: { set: 'Multi-Function Device of a VF is 1; it should be 0' },
  },
  check(subject, report) {
    const field = 'header.header_type.multi_function';
    if (subject.get(field) === 1 && isRawVf(subject)) report('set', field);
  },
  examples: {
    good: [{ fields: vfIds }, { fields: { 'header.header_type.multi_function': 1 } }],
    bad: [{ fields: { ...vfIds, 'header.header_type.multi_function': 1 } }],
  },
});
