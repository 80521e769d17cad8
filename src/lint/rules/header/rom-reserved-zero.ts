import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/rom-reserved-zero',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Reserved bits of the Expansion ROM register are 0',
    why: 'Bits 10:8 have no meaning: the bytes are mostly wrong.',
    fix: 'Clear the bits, or re-capture the function.',
    spec: 'PCIe 6.0 §7.5.1.2.4, §7.5.1.3.12',
    reads: ['header.expansion_rom'],
    messages: { set: 'Expansion ROM Base Address is {{value}}; of it bits 10:8 must be 0' },
  },
  check(subject, report) {
    const value = subject.get('header.expansion_rom');
    if (value === 0xffffffff || (value & 0x700) === 0) return;
    const text = `${value.toString(16).toUpperCase().padStart(8, '0')}h`;
    report('set', 'header.expansion_rom', { value: text });
  },
  examples: {
    good: [{ fields: { 'header.expansion_rom': 0xfe000001 } }],
    bad: [{ fields: { 'header.expansion_rom': 0xfe000200 } }],
  },
});
