import { defineRule } from '../../define.ts';

/** BARs by header layout. */
const barCounts: readonly number[] = [6, 2, 1];

export default defineRule({
  meta: {
    id: 'header/bar-all-ones',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'No BAR reads all ones',
    why: 'It is the middle of sizing the BAR: the dump was taken while something wrote to it.',
    fix: '{{again}}',
    exceptions: 'The upper half of a 64-bit BAR may be all ones.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: ['header.header_type.layout'],
    messages: { found: 'BAR {{n}} is FFFFFFFFh, but no BAR that answers has all bits set' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    const count = barCounts[subject.get('header.header_type.layout')] ?? 0;
    for (let n = 0; n < count; n++) {
      const at = 0x10 + 4 * n;
      const bar = config.u32(at);
      if (bar === 0xffffffff) report('found', at, { n });
      else if ((bar & 7) === 4) n++;
    }
  },
  examples: {
    good: [{ fields: { 'header.base_address[0]': 0xfe000004, 'header.base_address[1]': 0xffffffff } }],
    bad: [{ fields: { 'header.base_address[0]': 0xffffffff } }],
  },
});
