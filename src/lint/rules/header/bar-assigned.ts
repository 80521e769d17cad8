import { barsOf } from '../../../decode/bars.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bar-assigned',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A BAR has an address while memory decoding is on',
    why: 'The Function answers at address 0.',
    fix: 'Give the BAR an address before Memory Space Enable is set, or re-capture after the BARs are set up.',
    exceptions:
      'Functions with Enhanced Allocation, and those of which no BAR has an address: on s390x the addresses are elsewhere. A 32-bit BAR of 0 may as well be one that the Function does not have.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: ['header.command.memory_space_enable'],
    needs: 256,
    messages: { none: 'BAR {{n}} is {{width}}-bit and has address 0, but Memory Space Enable is 1' },
  },
  check(subject, report) {
    if (subject.get('header.command.memory_space_enable') === 0 || subject.view.capability('ea')) return;
    const bars = barsOf(subject.view);
    if (bars.every(({ address }) => address === 0n)) return;
    for (const { index, space, width, address } of bars) {
      if (space === 'memory' && address === 0n)
        report('none', 0x10 + 4 * index, { n: index, width: width ?? 32 });
    }
  },
  examples: {
    good: [{ fields: { 'header.command': 2, 'header.base_address[0]': 0xfe000004 } }],
    bad: [
      {
        fields: { 'header.command': 2, 'header.base_address[0]': 0xfe000000, 'header.base_address[2]': 4 },
      },
    ],
  },
});
