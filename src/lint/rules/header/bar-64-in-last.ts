import { defineRule } from '../../define.ts';

/** BARs by header layout. */
const barCounts: readonly number[] = [6, 2, 1];

export default defineRule({
  meta: {
    id: 'header/bar-64-in-last',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The last BAR is not of 64 bits',
    why: 'There is no register for its upper half.',
    fix: 'Correct the type of the BAR, or move it.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: ['header.header_type.layout'],
    messages: { found: 'BAR {{n}} is of 64 bits, and there is no BAR after it' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    const count = barCounts[subject.get('header.header_type.layout')] ?? 0;
    for (let n = 0; n < count; n++) {
      const at = 0x10 + 4 * n;
      const bar = config.u32(at);
      if (bar === 0xffffffff || bar < 0) continue;
      if ((bar & 7) === 4 && n === count - 1) report('found', at, { n });
      if ((bar & 7) === 4) n++;
    }
  },
  examples: {
    good: [{ fields: { 'header.base_address[4]': 0xfe000004 } }],
    bad: [{ fields: { 'header.base_address[5]': 0xfe000004 } }],
  },
});
