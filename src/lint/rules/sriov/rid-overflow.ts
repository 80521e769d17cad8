import { defineDumpRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineDumpRule({
  meta: {
    id: 'sriov/rid-overflow',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The Routing IDs of all VFs fit into 16 bits',
    why: 'A sum past FFFFh would wrap and put a VF before its PF, which is not allowed; such a VF cannot be reached.',
    fix: 'Correct First VF Offset, VF Stride or NumVFs, or re-capture the PF.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: [],
    messages: {},
  },
  diagnostics: ['sriov/past-last-routing-id'],
  examples: {
    good: [{ fields: { ...enabledVfs(2), 'sriov.first_vf_offset': 0xfffe } }],
    bad: [{ fields: { ...enabledVfs(3), 'sriov.first_vf_offset': 0xfffe } }],
  },
});
