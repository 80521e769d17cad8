import { defineRule } from '../../define.ts';

/** BARs by header layout. */
const barCounts: readonly number[] = [6, 2, 1];

export default defineRule({
  meta: {
    id: 'header/bar-type',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'No memory BAR has the reserved type',
    why: 'Type 11b says neither 32 nor 64 bits.',
    fix: 'Correct bits 2:1 of the BAR.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: ['header.header_type.layout'],
    messages: { found: 'BAR {{n}} has type 11b, but 00b and 10b are the only types' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    const count = barCounts[subject.get('header.header_type.layout')] ?? 0;
    for (let n = 0; n < count; n++) {
      const at = 0x10 + 4 * n;
      const bar = config.u32(at);
      if (bar === 0xffffffff || bar < 0) continue;
      if ((bar & 7) === 6) report('found', at, { n });
      if ((bar & 7) === 4) n++;
    }
  },
  examples: {
    good: [{ fields: { 'header.base_address[0]': 0xfe000000 } }],
    bad: [{ fields: { 'header.base_address[0]': 0xfe000006 } }],
  },
});
