import { formatKey } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sriov/pf-is-vf',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A Function is not PF and VF at once',
    why: 'A VF cannot have SR-IOV: either the capability or the address is wrong.',
    fix: 'Take SR-IOV out of the VF, or correct First VF Offset and VF Stride of the other PF.',
    spec: 'PCIe 6.0 §9.3.3',
    reads: ['header.vendor_id', 'header.device_id', 'sriov.capability_header.id'],
    messages: {
      ids: 'SR-IOV is in a Function whose IDs are FFFFh:FFFFh, as only those of VFs are',
      claimed: 'SR-IOV is in a Function that is VF {{number}} of {{pf}}',
    },
  },
  check(subject, report) {
    const { fn, system } = subject;
    const isVfByIds =
      subject.get('header.vendor_id') === 0xffff && subject.get('header.device_id') === 0xffff;
    const claim = system.machine.claims.get(fn.key);
    if (subject.get('sriov.capability_header.id') !== 0x10) return;
    if (claim && claim.pf !== fn.key) {
      const owner = system.machine.byKey.get(claim.pf);
      const related = owner
        ? [{ message: 'the other PF', fn: owner, field: 'sriov.first_vf_offset' as const }]
        : [];
      const values = { number: claim.number, pf: formatKey(claim.pf) };
      report('claimed', { field: 'sriov.capability_header', related }, values);
    } else if (isVfByIds) report('ids', 'header.vendor_id');
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0x8086, 'sriov.total_vfs': 1 } }],
    bad: [
      { fields: { ...vfIds, 'sriov.total_vfs': 1 } },
      {
        functions: [
          { fields: enabledVfs(1) },
          { address: '00:00.1', fields: { 'header.vendor_id': 0x8086, 'sriov.total_vfs': 1 } },
        ],
      },
    ],
  },
});
