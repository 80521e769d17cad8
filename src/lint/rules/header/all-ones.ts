import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/all-ones',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A Function answers',
    why: 'All ones come from no device: it slept in D3cold, its link was down, it was reset or taken out. Nothing in the bytes is its state.',
    fix: 'Wake the device (echo on > power/control) and take the dump again. If the absence is what the fixture shows, suppress the rule with that reason.',
    exceptions: 'A VF reads FFFFh as its IDs, but has a header; it is not meant.',
    spec: 'PCIe 6.0 §2.3.2; Linux include/linux/pci.h PCI_POSSIBLE_ERROR',
    reads: [],
    needs: 64,
    messages: { ones: 'the first 64 bytes are all FFh' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    if (config.isFilledWith(0xff, 0, 64)) report('ones', 0);
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0xffff, 'header.device_id': 0xffff } }],
    bad: [{ fields: {}, bytes: { 0: new Array(64).fill(0xff) } }],
  },
});
