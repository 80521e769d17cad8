import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/system-page-size',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'System Page Size is one of the supported page sizes',
    why: 'The alignment of the VF BARs, and how far apart the VFs lie in them, follow from it.',
    fix: 'Set exactly one bit, one that Supported Page Sizes has; after reset it is bit 0 (4 KiB).',
    spec: 'PCIe 6.0 §9.3.3.13',
    reads: ['sriov.system_page_size', 'sriov.supported_page_sizes'],
    messages: {
      bits: 'System Page Size is {{size}}; exactly one bit should be set',
      unsupported: 'System Page Size is {{size}}, which Supported Page Sizes {{sizes}} does not hold',
    },
  },
  check(subject, report) {
    const size = subject.get('sriov.system_page_size');
    const sizes = subject.get('sriov.supported_page_sizes');
    const values = { size: hex(size, 3), sizes: hex(sizes, 3) };
    if (size === 0 || (size & (size - 1)) !== 0) report('bits', 'sriov.system_page_size', values);
    else if ((size & sizes) === 0) report('unsupported', 'sriov.system_page_size', values);
  },
  examples: {
    good: [{ fields: { 'sriov.system_page_size': 1, 'sriov.supported_page_sizes': 0x553 } }],
    bad: [
      { fields: { 'sriov.system_page_size': 0, 'sriov.supported_page_sizes': 0x553 } },
      { fields: { 'sriov.system_page_size': 3, 'sriov.supported_page_sizes': 0x553 } },
      { fields: { 'sriov.system_page_size': 4, 'sriov.supported_page_sizes': 0x553 } },
    ],
  },
});
