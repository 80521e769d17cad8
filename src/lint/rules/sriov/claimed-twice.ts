import { defineDumpRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineDumpRule({
  meta: {
    id: 'sriov/claimed-twice',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'No two PFs place VFs at one Routing ID',
    why: 'Two Functions would answer at one address. Which PF such a VF belongs to cannot be told.',
    fix: 'Correct First VF Offset and VF Stride: VFs of several PFs may interleave, but each needs an address of its own.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: [],
    messages: {},
  },
  diagnostics: ['sriov/claimed-twice', 'sriov/too-many-claims'],
  examples: {
    good: [
      {
        functions: [
          {
            address: '00:00.0',
            fields: { ...enabledVfs(2), 'sriov.first_vf_offset': 2, 'sriov.vf_stride': 2 },
          },
          {
            address: '00:00.1',
            fields: { ...enabledVfs(2), 'sriov.first_vf_offset': 2, 'sriov.vf_stride': 2 },
          },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:00.0', fields: { ...enabledVfs(2), 'sriov.first_vf_offset': 2 } },
          { address: '00:00.1', fields: { ...enabledVfs(2), 'sriov.first_vf_offset': 2 } },
        ],
      },
    ],
  },
});
