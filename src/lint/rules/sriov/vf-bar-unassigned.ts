import { unassignedVfBars } from '../../../machine/vf-memory.ts';
import { defineRule } from '../../define.ts';
import { vfBars } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sriov/vf-bar-unassigned',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'VF BARs have an address while the memory of VFs is on',
    why: 'The VFs would answer at address 0. Linux does not enable VFs before all VF BARs are assigned.',
    fix: 'Assign the VF BAR (more memory behind the bridge, pci=realloc on Linux), or clear VF Enable.',
    exceptions:
      'PFs with Enhanced Allocation, whose VF BARs read 0. A 32-bit VF BAR that is not prefetchable cannot be told from one that does not exist.',
    spec: 'PCIe 6.0 §9.3.3.14',
    reads: ['sriov.control.vf_enable', 'sriov.control.vf_memory_space_enable', ...vfBars],
    messages: { zero: 'VF BAR {{index}} exists and is at address 0 with VF Memory Space Enable set' },
  },
  check(subject, report) {
    const values = vfBars.map((path) => subject.get(path));
    const on =
      subject.get('sriov.control.vf_enable') === 1 &&
      subject.get('sriov.control.vf_memory_space_enable') === 1;
    if (!on || values.every((value) => value === 0)) return;
    for (const { index } of unassignedVfBars(subject.view))
      report('zero', `sriov.vf_bar[${index}]`, { index });
  },
  examples: {
    good: [
      {
        fields: {
          'sriov.control.vf_enable': 1,
          'sriov.control.vf_memory_space_enable': 1,
          'sriov.vf_bar[0]': 0xc,
          'sriov.vf_bar[1]': 0x20,
        },
      },
      { fields: { 'sriov.vf_bar[0]': 0xc } },
    ],
    bad: [
      {
        fields: {
          'sriov.control.vf_enable': 1,
          'sriov.control.vf_memory_space_enable': 1,
          'sriov.vf_bar[0]': 0xc,
        },
      },
    ],
  },
});
