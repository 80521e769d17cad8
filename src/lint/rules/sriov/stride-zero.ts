import { defineDumpRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineDumpRule({
  meta: {
    id: 'sriov/stride-zero',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'VF Stride is not 0 with more than one VF',
    why: 'All VFs would share one Routing ID. Linux refuses to enable them.',
    fix: 'Re-capture the PF, or set VF Stride to what the device uses.',
    exceptions: 'With one VF or none the field is not in use; QEMU writes 0 then.',
    spec: 'PCIe 6.0 §9.3.3.10',
    reads: [],
    messages: {},
  },
  diagnostics: ['sriov/stride-zero'],
  examples: {
    good: [{ fields: enabledVfs(2) }, { fields: { ...enabledVfs(1), 'sriov.vf_stride': 0 } }],
    bad: [{ fields: { ...enabledVfs(2), 'sriov.vf_stride': 0 } }],
  },
});
