import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/type-known',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Header Type is 0, 1 or 2',
    why: 'There is no other layout, so nothing past 10h can be read.',
    fix: 'Correct Header Type.',
    spec: 'PCIe 6.0 §7.5.1.1.9',
    reads: [],
    needs: 64,
    messages: { unknown: 'Header Type is {{type}}, but 2 is the last layout' },
    impliedBy: ['header/all-ones'],
  },
  check(subject, report) {
    const type = subject.fn.config.u8(0x0e) & 0x7f;
    if (type > 2) report('unknown', 0x0e, { type: hex(type, 2) });
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0x8086 } }],
    bad: [{ fields: { 'header.vendor_id': 0x8086 }, bytes: { 14: [0x05] } }],
  },
});
