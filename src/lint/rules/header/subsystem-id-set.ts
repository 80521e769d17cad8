import { defineRule } from '../../define.ts';

/** Base classes that may leave the Subsystem Vendor ID out: memory, bridges, base system peripherals. */
const exempt = new Set([0x05, 0x06, 0x08]);

export default defineRule({
  meta: {
    id: 'header/subsystem-id-set',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'A PCI Express Function has a Subsystem Vendor ID',
    why: 'Boards with one chip are told apart by it.',
    fix: 'Program Subsystem Vendor ID and Subsystem ID.',
    exceptions:
      'Bridges, memory controllers and base system peripherals need none. Common in prototypes and inside SoCs.',
    spec: 'PCIe 6.0 §7.5.1.2.3',
    reads: ['header.subsystem_vendor_id', 'header.subsystem_id', 'header.class_code.base_class'],
    needs: 256,
    messages: { zero: 'Subsystem Vendor ID and Subsystem ID are both 0000h' },
  },
  check(subject, report) {
    const vendor = subject.get('header.subsystem_vendor_id');
    const id = subject.get('header.subsystem_id');
    const base = subject.get('header.class_code.base_class');
    if (vendor !== 0 || id !== 0 || exempt.has(base)) return;
    if (subject.view.layout === 0 && subject.view.capability('pcie')) {
      report('zero', 'header.subsystem_vendor_id');
    }
  },
  examples: {
    good: [
      { fields: { 'pcie.capabilities.version': 2, 'header.subsystem_vendor_id': 0x8086 } },
      { fields: { 'pcie.capabilities.version': 2, 'header.class_code.base_class': 6 } },
    ],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'header.class_code.base_class': 2 } }],
  },
});
