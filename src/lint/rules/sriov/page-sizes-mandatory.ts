import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

/** 4 KiB, 8 KiB, 64 KiB, 256 KiB, 1 MiB and 4 MiB. */
const mandatory = 0x553;

export default defineRule({
  meta: {
    id: 'sriov/page-sizes-mandatory',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A PF supports the six mandatory page sizes',
    why: 'An operating system with larger pages finds none that fits and cannot enable VFs.',
    fix: 'Set at least bits 0, 1, 4, 6, 8 and 10 (553h) of Supported Page Sizes.',
    exceptions: 'Intel 8086:0d93, an integrated endpoint, has 3Fh.',
    spec: 'PCIe 6.0 §9.3.3.12',
    reads: ['sriov.supported_page_sizes'],
    messages: {
      some: 'Supported Page Sizes is {{sizes}}; it should hold all of 553h (missing: {{missing}})',
    },
  },
  check(subject, report) {
    const sizes = subject.get('sriov.supported_page_sizes');
    const missing = mandatory & ~sizes;
    if (missing !== 0) {
      report('some', 'sriov.supported_page_sizes', { sizes: hex(sizes, 3), missing: hex(missing, 3) });
    }
  },
  examples: {
    good: [
      { fields: { 'sriov.supported_page_sizes': 0x553 } },
      { fields: { 'sriov.supported_page_sizes': 0xffffffff } },
    ],
    bad: [{ fields: { 'sriov.supported_page_sizes': 0x3f } }],
  },
});
