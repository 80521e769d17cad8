import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-caps-without-pcie',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Only PCI Express and PCI-X 2.0 Functions have extended capabilities',
    why: 'The bytes from 100h on are of another Function, or the PCI Express capability is missing.',
    fix: 'Re-capture the Function, or add the PCI Express capability.',
    exceptions:
      'Functions integrated into a processor, mostly of Intel, have extended capabilities without the PCI Express capability.',
    spec: 'PCIe 6.0 §7.2; PCI-X 2.0',
    reads: [],
    needs: 4096,
    messages: { alone: 'there is an extended capability at 100h, but no PCI Express capability' },
    impliedBy: ['caps/ext-config-aliased'],
  },
  check(subject, report) {
    const { view, fn } = subject;
    const first = fn.config.u32(0x100);
    if (first === 0 || first === 0xffffffff) return;
    if (['pcie', 'pcix', 'pcix_bridge'].some((name) => view.capability(name))) return;
    report('alone', 0x100);
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [{ fields: { 'header.vendor_id': 0x8086 }, bytes: { 256: [0x0e, 0x00, 0x01, 0x00] } }],
  },
});
