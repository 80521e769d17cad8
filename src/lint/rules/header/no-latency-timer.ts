import { kindOfType, touchesConventional } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/no-latency-timer',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'The latency timers of a PCI Express Function are 0',
    why: 'They are hardwired to 0: the emulation or the bytes are wrong.',
    fix: 'Set Latency Timer and Secondary Latency Timer to 0.',
    exceptions: 'Bridges to conventional PCI are not looked at. Some prototypes have 40h.',
    spec: 'PCIe 6.0 §7.5.1.1.8, §7.5.1.3.5',
    reads: ['header.latency_timer', 'pcie.capabilities.device_port_type'],
    mayRead: ['header.secondary_latency_timer'],
    messages: { set: '{{name}} is {{value}}, but must be 0' },
  },
  check(subject, report) {
    if (touchesConventional(kindOfType(subject.get('pcie.capabilities.device_port_type')))) return;
    const value = subject.get('header.latency_timer');
    if (value !== 0) report('set', 'header.latency_timer', { name: 'Latency Timer', value });
    const secondary = subject.find('header.secondary_latency_timer') ?? 0;
    if (secondary !== 0) {
      report('set', 'header.secondary_latency_timer', { name: 'Secondary Latency Timer', value: secondary });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'header.latency_timer': 0x40 } }],
  },
});
