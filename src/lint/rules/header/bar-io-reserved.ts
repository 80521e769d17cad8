import { defineRule } from '../../define.ts';

/** BARs by header layout. */
const barCounts: readonly number[] = [6, 2, 1];

export default defineRule({
  meta: {
    id: 'header/bar-io-reserved',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Bit 1 of an I/O BAR is 0',
    why: 'It is reserved.',
    fix: 'Clear bit 1 of the BAR.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: ['header.header_type.layout'],
    messages: { found: 'BAR {{n}} has bit 1 set, but it must be 0 in an I/O BAR' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    const count = barCounts[subject.get('header.header_type.layout')] ?? 0;
    for (let n = 0; n < count; n++) {
      const at = 0x10 + 4 * n;
      const bar = config.u32(at);
      if (bar === 0xffffffff || bar < 0) continue;
      if ((bar & 3) === 3) report('found', at, { n });
      if ((bar & 7) === 4) n++;
    }
  },
  examples: {
    good: [{ fields: { 'header.base_address[0]': 0xe001 } }],
    bad: [{ fields: { 'header.base_address[0]': 0xe003 } }],
  },
});
