import { kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/msi-or-msix',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'An endpoint with interrupts has MSI or MSI-X',
    why: 'A PCI Express Function that interrupts must have one of the two; with INTx alone it shares a line.',
    fix: 'Re-capture the function if the device has MSI; otherwise nothing.',
    exceptions: 'Legacy endpoints and chipset functions; GPUs of which the host hides MSI-X.',
    spec: 'PCIe 6.0 §6.1.4',
    reads: ['header.interrupt_pin', 'pcie.capabilities.device_port_type'],
    needs: 256,
    messages: { neither: 'Interrupt Pin is {{pin}}, but there is neither MSI nor MSI-X' },
  },
  check(subject, report) {
    const pin = subject.get('header.interrupt_pin');
    if (pin === 0 || kindOfType(subject.get('pcie.capabilities.device_port_type')) !== 'endpoint') return;
    const { view } = subject;
    if (view.walk.standard !== 'complete' || view.capability('msi') || view.capability('msix')) return;
    report('neither', 'header.interrupt_pin', { pin });
  },
  examples: {
    good: [
      { fields: { 'header.interrupt_pin': 1, 'pcie.capabilities.version': 2, 'msi.control.enable': 0 } },
    ],
    bad: [{ fields: { 'header.interrupt_pin': 1, 'pcie.capabilities.version': 2 } }],
  },
});
