import { defineRule } from '../../define.ts';

/** 66 MHz Capable, Fast Back-to-Back Capable, DEVSEL Timing. */
const conventional = 0x06a0;
const hex = (value: number): string => `${value.toString(16).toUpperCase().padStart(4, '0')}h`;

export default defineRule({
  meta: {
    id: 'header/status-of-pcie',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Status bits of conventional PCI are 0 in a PCI Express Function',
    why: 'They are hardwired to 0: the emulation or the bytes are wrong.',
    fix: 'Clear the bits.',
    exceptions: 'Functions of a chipset that kept bits of their conventional ancestors.',
    spec: 'PCIe 6.0 §7.5.1.1.4',
    reads: ['header.status'],
    needs: 256,
    messages: { set: 'Status is {{status}}; of it {{bits}} must be 0' },
  },
  check(subject, report) {
    const status = subject.get('header.status');
    const bits = status & conventional;
    if (bits !== 0 && subject.view.capability('pcie')) {
      report('set', 'header.status', { status: hex(status), bits: hex(bits) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2 } }, { fields: { 'header.status': 0x02a0 } }],
    bad: [{ fields: { 'header.status': 0x02b0, 'pcie.capabilities.version': 2 } }],
  },
});
