import { defineRule } from '../../define.ts';

/** BARs by header layout. */
const barCounts: readonly number[] = [6, 2];

export default defineRule({
  meta: {
    id: 'header/bar-above-1m',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'No BAR of a PCI Express Function asks for an address below 1 MB',
    why: 'Type 01b is of early PCI and reserved since: software may not place the BAR at all.',
    fix: 'Set bits 2:1 of the BAR to 00b (32-bit) or 10b (64-bit).',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: ['header.header_type.layout'],
    needs: 256,
    messages: { below: 'BAR {{n}} has type 01b, but 00b and 10b are the only types' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    const count = barCounts[subject.get('header.header_type.layout')] ?? 0;
    if (!subject.view.capability('pcie')) return;
    for (let n = 0; n < count; n++) {
      const bar = config.u32(0x10 + 4 * n);
      if ((bar & 7) === 2) report('below', 0x10 + 4 * n, { n });
      // The next register is the upper half.
      if ((bar & 7) === 4) n++;
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'header.base_address[0]': 0xfe000004 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'header.base_address[1]': 0xe0002 } }],
  },
});
