import { defineRule } from '../../define.ts';

const hex = (value: number): string => `${value.toString(16).toUpperCase().padStart(4, '0')}h`;

export default defineRule({
  meta: {
    id: 'header/command-reserved-zero',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Reserved bits of Command are 0',
    why: 'Bits 15:11 have no meaning yet: the bytes are mostly wrong.',
    fix: 'Clear the bits, or re-capture the function.',
    spec: 'PCIe 6.0 §7.5.1.1.3',
    reads: ['header.command'],
    messages: { set: 'Command is {{command}}; of it bits 15:11 must be 0' },
  },
  check(subject, report) {
    const command = subject.get('header.command');
    if ((command & 0xf800) !== 0) report('set', 'header.command', { command: hex(command) });
  },
  examples: {
    good: [{ fields: { 'header.command': 0x0546 } }],
    bad: [{ fields: { 'header.command': 0x8006 } }],
  },
});
