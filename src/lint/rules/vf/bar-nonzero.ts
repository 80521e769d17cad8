import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

const bars = [
  'header.base_address[0]',
  'header.base_address[1]',
  'header.base_address[2]',
  'header.base_address[3]',
  'header.base_address[4]',
  'header.base_address[5]',
] as const;

export default defineRule({
  meta: {
    id: 'vf/bar-nonzero',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The BARs of a VF read 0',
    why: 'The memory of a VF follows from the VF BARs of its PF. A reader that adds the BARs of the VF counts it twice.',
    fix: 'Set the BARs to 0, or re-capture the VF on the host.',
    exceptions: 'Where a hypervisor has filled in the IDs it has filled in the BARs too: let pass.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: bars,
    messages: { set: 'BAR {{index}} of a VF is {{value}}; it should be 0' },
  },
  check(subject, report) {
    const values = bars.map((path) => subject.get(path));
    if (!isRawVf(subject)) return;
    values.forEach((value, index) => {
      if (value !== 0) report('set', bars[index], { index, value: hex(value, 8) });
    });
  },
  examples: {
    good: [
      { fields: vfIds },
      { fields: { 'header.vendor_id': 0x8086, 'header.base_address[0]': 0xfe000000 } },
    ],
    bad: [
      {
        fields: { ...vfIds, 'header.base_address[0]': 0xfe000004 },
        options: { capabilities: ['pcie'] },
      },
    ],
  },
});
