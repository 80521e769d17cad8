import { defineDumpRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineDumpRule({
  meta: {
    id: 'sriov/offset-zero',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'First VF Offset is not 0 while VFs are enabled',
    why: 'VF 1 would have the Routing ID of the PF itself. Linux refuses to enable VFs.',
    fix: 'Re-capture the PF with NumVFs written, or set First VF Offset to what the device uses.',
    exceptions:
      'While NumVFs is 0 the field is not in use and may read 0; Loongson NICs fill it in only then.',
    spec: 'PCIe 6.0 §9.3.3.9',
    reads: [],
    messages: {},
  },
  diagnostics: ['sriov/offset-zero'],
  examples: {
    good: [{ fields: enabledVfs(1) }, { fields: { 'sriov.total_vfs': 8 } }],
    bad: [{ fields: { ...enabledVfs(1), 'sriov.first_vf_offset': 0 } }],
  },
});
