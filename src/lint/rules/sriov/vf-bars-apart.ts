import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { type Bar, barsOf, vfBars } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sriov/vf-bars-apart',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'No two VF BARs of a PF have one address',
    why: 'Both memory regions of every VF would answer one read.',
    fix: 'Correct one of the VF BARs, or re-capture the PF.',
    spec: 'PCIe 6.0 §9.3.3.14',
    reads: vfBars,
    messages: { same: 'VF BAR {{index}} and VF BAR {{other}} are both at {{address}}' },
    impliedBy: ['sriov/vf-bar-io', 'sriov/vf-bar-type'],
  },
  check(subject, report) {
    const seen = new Map<bigint, Bar>();
    for (const bar of barsOf(vfBars.map((path) => subject.get(path)))) {
      const { index, address } = bar;
      const other = seen.get(address);
      if (address === 0n) continue;
      if (other)
        report('same', `sriov.vf_bar[${index}]`, { index, other: other.index, address: hex(address, 8) });
      else seen.set(address, bar);
    }
  },
  examples: {
    good: [
      { fields: { 'sriov.vf_bar[0]': 0xfe000000, 'sriov.vf_bar[1]': 0xfe100000 } },
      // Below and above 4 GiB.
      { fields: { 'sriov.vf_bar[0]': 0xfe00000c, 'sriov.vf_bar[1]': 0x10, 'sriov.vf_bar[2]': 0xfe000000 } },
      { fields: { 'sriov.vf_bar[0]': 4, 'sriov.vf_bar[2]': 4 } },
    ],
    bad: [
      { fields: { 'sriov.vf_bar[0]': 0xfe000000, 'sriov.vf_bar[1]': 0xfe000000 } },
      {
        fields: {
          'sriov.vf_bar[0]': 0xfe00000c,
          'sriov.vf_bar[1]': 0x10,
          'sriov.vf_bar[3]': 0xfe00000c,
          'sriov.vf_bar[4]': 0x10,
        },
      },
    ],
  },
});
