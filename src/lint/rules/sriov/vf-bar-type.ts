import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { barsOf, barType, vfBars } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sriov/vf-bar-type',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'VF BARs are 32-bit or 64-bit',
    why: 'Types 1 and 3 are reserved, and the upper half of a 64-bit VF BAR 5 would be in another register.',
    fix: 'Correct bits 2:1 of the VF BAR, or re-capture the PF.',
    spec: 'PCIe 6.0 §9.3.3.14',
    reads: vfBars,
    messages: {
      reserved: 'VF BAR {{index}} is {{value}}: its type is {{type}}; it should be 0 or 2',
      last: 'VF BAR 5 is {{value}}: it says 64-bit, but there is no VF BAR 6 for its upper half',
    },
    impliedBy: ['sriov/vf-bar-io'],
  },
  check(subject, report) {
    for (const { index, value } of barsOf(vfBars.map((path) => subject.get(path)))) {
      const type = barType(value);
      const field = `sriov.vf_bar[${index}]` as const;
      if (type === 1 || type === 3) report('reserved', field, { index, value: hex(value, 8), type });
      else if (type === 2 && index === 5) report('last', field, { value: hex(value, 8) });
    }
  },
  examples: {
    good: [
      { fields: { 'sriov.vf_bar[0]': 0xfe00000c, 'sriov.vf_bar[1]': 6, 'sriov.vf_bar[5]': 0xfd000000 } },
    ],
    bad: [{ fields: { 'sriov.vf_bar[0]': 0xfe000006 } }, { fields: { 'sriov.vf_bar[5]': 0xfe00000c } }],
  },
});
