import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/class-fits-type',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Class Code and Header Type agree on what a bridge is',
    why: 'Software finds buses by one and reads registers by the other.',
    fix: 'Correct Class Code or Header Type.',
    exceptions: 'Type 1 headers with another class, as in some NTBs, are let through.',
    spec: 'PCIe 6.0 §7.5.1.1.6, §7.5.1.1.9',
    reads: ['header.class_code.base_class', 'header.class_code.sub_class', 'header.header_type.layout'],
    messages: { differs: 'the class is {{class}}, but the header is of Type {{layout}}' },
  },
  check(subject, report) {
    const [base, sub, layout] = [
      subject.get('header.class_code.base_class'),
      subject.get('header.class_code.sub_class'),
      subject.get('header.header_type.layout'),
    ];
    const pciBridge = base === 6 && sub === 4;
    const cardBus = base === 6 && sub === 7;
    if ((pciBridge && layout === 0) || (cardBus && layout !== 2)) {
      report('differs', 'header.class_code.sub_class', { class: hex(base * 256 + sub, 4), layout });
    }
  },
  examples: {
    good: [
      { fields: { 'header.class_code.base_class': 2 } },
      {
        fields: { 'header.class_code.base_class': 6, 'header.class_code.sub_class': 4 },
        options: { layout: 1 },
      },
    ],
    bad: [{ fields: { 'header.class_code.base_class': 6, 'header.class_code.sub_class': 4 } }],
  },
});
