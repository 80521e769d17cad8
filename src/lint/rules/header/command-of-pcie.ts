import { kindOfType, touchesConventional } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

/** Special Cycle, Memory Write and Invalidate, VGA Palette Snoop, IDSEL Stepping, Fast Back-to-Back. */
const conventional = 0x02b8;
/** Bridges between PCI Express and conventional PCI. */

export default defineRule({
  meta: {
    id: 'header/command-of-pcie',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Command bits of conventional PCI are 0 in a PCI Express Function',
    why: 'They are hardwired to 0: the emulation or the bytes are wrong.',
    fix: 'Clear the bits, or make them read-only in the emulation.',
    exceptions:
      'Bridges to conventional PCI are not looked at. Old firmware leaves VGA Palette Snoop set in bridges.',
    spec: 'PCIe 6.0 §7.5.1.1.3',
    reads: ['header.command', 'pcie.capabilities.device_port_type'],
    messages: { set: 'Command is {{command}}; of it {{bits}} must be 0' },
  },
  check(subject, report) {
    const command = subject.get('header.command');
    const bits = command & conventional;
    if (bits === 0 || touchesConventional(kindOfType(subject.get('pcie.capabilities.device_port_type'))))
      return;
    const hex = (value: number): string => `${value.toString(16).toUpperCase().padStart(4, '0')}h`;
    report('set', 'header.command', { command: hex(command), bits: hex(bits) });
  },
  examples: {
    good: [{ fields: { 'header.command': 0x0546, 'pcie.capabilities.version': 2 } }],
    bad: [
      {
        fields: {
          'header.command': 0x0016,
          'pcie.capabilities.version': 2,
          'pcie.capabilities.device_port_type': 0,
        },
      },
    ],
  },
});
