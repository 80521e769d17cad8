import { defineRule } from '../../define.ts';

/** The last base class in sequence; co-processors follow at 40h. */
const lastInSequence = 0x13;
const coProcessor = 0x40;
const unassigned = 0xff;

export default defineRule({
  meta: {
    id: 'header/class-known',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The base class is one that is assigned',
    why: 'A driver that goes by class does not bind, and a reserved class is mostly a wrong byte.',
    fix: 'Use a base class of 00h to 13h, or 40h.',
    exceptions: "FFh is the vendor's own and legal; prototypes have it.",
    spec: 'PCIe 6.0 §7.5.1.1.6; PCI Code and ID Assignment 1.11 §1',
    reads: ['header.class_code.base_class'],
    messages: {
      reserved: 'base class is {{found}}, which is reserved: 00h to 13h, 40h and FFh are assigned',
      own: "base class is FFh, the vendor's own: no driver binds by it",
    },
  },
  check(subject, report) {
    const base = subject.get('header.class_code.base_class');
    if (base <= lastInSequence || base === coProcessor) return;
    const found = `${base.toString(16).toUpperCase()}h`;
    if (base === unassigned) report('own', 'header.class_code.base_class');
    else report('reserved', 'header.class_code.base_class', { found });
  },
  examples: {
    good: [
      { fields: { 'header.class_code.base_class': 0x12 } },
      { fields: { 'header.class_code.base_class': 0x40 } },
    ],
    bad: [
      { fields: { 'header.class_code.base_class': 0x20 } },
      { fields: { 'header.class_code.base_class': 0xff } },
    ],
  },
});
