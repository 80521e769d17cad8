import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { barsOf, vfBars } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sriov/vf-bar-io',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'VF BARs are in memory space',
    why: 'VFs have no I/O space, and bit 0 of a VF BAR always reads 0.',
    fix: 'Clear bit 0 of the VF BAR, or re-capture the PF.',
    spec: 'PCIe 6.0 §9.3.3.14',
    reads: vfBars,
    messages: { io: 'VF BAR {{index}} is {{value}}: bit 0 says I/O space; it should be 0' },
  },
  check(subject, report) {
    for (const { index, value } of barsOf(vfBars.map((path) => subject.get(path)))) {
      if ((value & 1) === 1) report('io', `sriov.vf_bar[${index}]`, { index, value: hex(value, 8) });
    }
  },
  examples: {
    good: [{ fields: { 'sriov.vf_bar[0]': 0xfe00000c, 'sriov.vf_bar[1]': 1 } }],
    bad: [{ fields: { 'sriov.vf_bar[2]': 0xd001 } }],
  },
});
